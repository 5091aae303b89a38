package org.registryfleet.stage.view;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Values derived from a snapshot, so that the next snapshot derives only what the change between
 * them concerns. Nobody can tell whether a value was derived anew, except by the time it took.
 */
final class DerivedValues {

    private record CachedValue(List<?> premises, Object value) {}

    private final Map<Derivation<?>, CachedValue> cache = new ConcurrentHashMap<>();

    /** What still holds when an object has changed. */
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

    /** Equal trees may still differ in the order of their fields, so only plain values compare. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object left, Object right) {
        return left == right || (left instanceof Comparable<?> && left.equals(right));
    }
}
