package org.registryfleet.registrydeployer.certificates;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.ObjectRef;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of a CA ConfigMap as observed, and where it comes from: what of it was redacted must be
 * copied by the executor.
 */
record ObservedCa(String text, List<Origin> origins) {

    /** A place in an object, or a text that was told and never redacted. */
    record Origin(@Nullable ObjectRef source, String pointerOrText) {}

    ObservedCa {
        origins = List.copyOf(origins);
    }

    /** The text under a key of a ConfigMap. */
    static ObservedCa of(ObjectRef source, String section, String key, String text) {
        return new ObservedCa(
                text, List.of(new Origin(source, "/" + section + "/" + Digests.escaped(key))));
    }

    static ObservedCa told(String certificates) {
        return new ObservedCa(certificates, List.of(new Origin(null, certificates)));
    }

    /** Not known at all; of a joined text nobody could say whether it is as it should be. */
    boolean isOpaque() {
        return Digests.isDigest(text);
    }

    /** This text, and the other from the next line on. */
    ObservedCa and(ObservedCa other) {
        var both = new ArrayList<>(origins);
        both.addAll(other.origins);
        return new ObservedCa(text + "\n" + other.text, both);
    }

    /** What the executor puts in at a place; nothing when all is known. */
    List<SecretValue> values(String place) {
        var values = new ArrayList<SecretValue>();
        if (Digests.isRedacted(text)) {
            for (var origin : origins) {
                values.add(
                        values.isEmpty() ? value(place, origin) : value(place, origin).appended());
            }
        }
        return values;
    }

    private static SecretValue value(String place, Origin origin) {
        return origin.source() == null
                ? SecretValue.text(place, origin.pointerOrText())
                : SecretValue.copied(place, origin.source(), origin.pointerOrText());
    }
}
