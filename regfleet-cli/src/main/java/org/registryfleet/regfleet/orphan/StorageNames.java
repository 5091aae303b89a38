package org.registryfleet.regfleet.orphan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The buckets that storage sections of a Config name, spec or status. */
public final class StorageNames {

    private static final List<String> BACKENDS =
            List.of("emptyDir", "pvc", "s3", "gcs", "azure", "swift", "ibmcos", "oss");

    private StorageNames() {}

    /**
     * As inventories name buckets. An account of Azure without container is named by {@code
     * account/}.
     */
    public static Set<String> of(List<JsonNode> sections) {
        var names = new TreeSet<String>();
        for (var section : sections) {
            for (var backend : List.of("s3", "gcs", "ibmcos", "oss")) {
                names.add(section.path(backend).path("bucket").asText(""));
            }
            names.add(section.path("swift").path("container").asText(""));
            var azure = section.path("azure");
            var account = azure.path("accountName").asText("");
            if (!account.isEmpty()) {
                names.add(account + "/" + azure.path("container").asText(""));
                names.add(account + "/");
            }
        }
        names.remove("");
        return names;
    }

    /** The backends that a section configures. */
    public static List<String> backends(JsonNode section) {
        return BACKENDS.stream().filter(section::hasNonNull).toList();
    }
}
