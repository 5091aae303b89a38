package org.registryfleet.stage.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest result of each earlier stage, by its type. Immutable. */
public final class Upstream {

    private static final Upstream NONE = new Upstream(Map.of());

    private final Map<Class<?>, Object> results;

    private Upstream(Map<Class<?>, Object> results) {
        this.results = results;
    }

    public static Upstream none() {
        return NONE;
    }

    public Upstream with(Object result) {
        var copy = new LinkedHashMap<>(results);
        copy.put(result.getClass(), result);
        return new Upstream(Collections.unmodifiableMap(copy));
    }

    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(results.get(type)));
    }
}
