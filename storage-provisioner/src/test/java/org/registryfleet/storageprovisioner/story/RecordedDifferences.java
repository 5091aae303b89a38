package org.registryfleet.storageprovisioner.story;

import java.util.List;
import java.util.Map;

/** Where this service leads to another state than the reference, on purpose. */
final class RecordedDifferences {

    private RecordedDifferences() {}

    static Map<String, List<String>> all() {
        return Map.of();
    }
}
