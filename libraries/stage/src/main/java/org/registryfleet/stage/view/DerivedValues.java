package org.registryfleet.stage.view;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Cache of values derived from a snapshot. The next snapshot inherits the values that the changed
 * object does not affect, so only the others are derived again.
 */
final class DerivedValues {

    private record CachedValue(List<?> premises, Object value) {}

    private final Map<Derivation<?>, CachedValue> cache = new ConcurrentHashMap<>();

    /** A copy without the values that depend on the changed object. */
    DerivedValues after(ObjectRef changed) {
        var next = new DerivedValues();
        cache.forEach(
                (derivation, value) -> {
                    if (!derivation.concerns(changed)) {
                        next.cache.put(derivation, value);
                    }
                });
        return next;
    }

    @SuppressWarnings("unchecked") // a derivation names values of its own type only
    <T> T get(Derivation<T> derivation, Supplier<T> supplier, List<?> premises) {
        var known = cache.get(derivation);
        if (known != null && areSame(known.premises(), premises)) {
            return (T) known.value();
        }
        var value = supplier.get();
        cache.put(derivation, new CachedValue(premises, value));
        return value;
    }

    private static boolean areSame(List<?> left, List<?> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!isSame(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Equal JSON trees may differ in field order, so only plain values are compared by value. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object left, Object right) {
        return left == right || (left instanceof Comparable<?> && left.equals(right));
    }
}
