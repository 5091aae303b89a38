package org.registryfleet.stage.change;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.view.ObjectRef;

/**
 * A secret value by reference. The manifest holds the value's digest at the pointer, so that it can
 * be compared with what was observed; the executor puts the value in right before the call.
 *
 * @param pointer JSON pointer into the manifest
 * @param source object to read the value from; null when the value is to be generated
 * @param sourcePointer JSON pointer into the source, {@code yaml:<JSON pointer>} for the value as
 *     YAML text, {@code text:<text>}, or {@code random-hex:<bytes>}; {@code append:} before it puts
 *     the value on the next line of what is there already
 * @param base64 the value stands base64-encoded in the manifest, as Secret data does
 */
public record SecretValue(
        String pointer, @Nullable ObjectRef source, String sourcePointer, boolean base64) {

    /** Placeholder in a manifest for a value still to be generated. */
    public static final String GENERATED = "generated";

    public static SecretValue copied(String pointer, ObjectRef source, String sourcePointer) {
        return new SecretValue(pointer, source, sourcePointer, false);
    }

    /** A key of a Secret copied into the data of another Secret. */
    public static SecretValue copiedEncoded(
            String pointer, ObjectRef source, String sourcePointer) {
        return new SecretValue(pointer, source, sourcePointer, true);
    }

    /** A literal part of a value. */
    public static SecretValue text(String pointer, String text) {
        return new SecretValue(pointer, null, "text:" + text, false);
    }

    /** The value appended to what the field then contains. */
    public SecretValue appended() {
        return new SecretValue(pointer, source, "append:" + sourcePointer, base64);
    }

    /** Random bytes, in lower-case hex. */
    public static SecretValue randomHex(String pointer, int bytes) {
        return new SecretValue(pointer, null, "random-hex:" + bytes, false);
    }
}
