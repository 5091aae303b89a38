package org.registryfleet.registrydeployer.certificates;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.ObjectRef;

import java.util.ArrayList;
import java.util.List;

/**
 * A CA text observed in a ConfigMap, with its source: text that was redacted must be copied by the
 * executor.
 */
record ObservedCa(String text, List<Origin> origins) {

    /** A location in an object, or a literal text that was never redacted. */
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

    /** Unknown: a joined text with redacted parts cannot be compared with the desired one. */
    boolean isOpaque() {
        return Digests.isDigest(text);
    }

    /** Appends another text, starting on a new line. */
    ObservedCa and(ObservedCa other) {
        var both = new ArrayList<>(origins);
        both.addAll(other.origins);
        return new ObservedCa(text + "\n" + other.text, both);
    }

    /** The values that the executor has to insert; empty if everything is known. */
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
