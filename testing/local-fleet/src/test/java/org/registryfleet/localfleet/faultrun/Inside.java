package org.registryfleet.localfleet.faultrun;

import java.lang.reflect.Field;

/** What Kafka's test driver has no door for: its producer and its offsets. */
final class Inside {

    private Inside() {}

    @SuppressWarnings("unchecked")
    static <T> T of(Object owner, String name) {
        try {
            return (T) field(owner, name).get(owner);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void set(Object owner, String name, Object value) {
        try {
            field(owner, name).set(owner, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Field field(Object owner, String name) {
        try {
            var field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException other) {
            throw new IllegalStateException("another release of Kafka's test driver", other);
        }
    }
}
