package org.registryfleet.statusreporter.service.fleet;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A cluster's registration, without its credential.
 *
 * @param credential fingerprint of the reference to it, which tells whether it is another one
 * @param admission ADMITTED, or why the cluster is only watched: PROBING or LEAVING
 * @param source inventory source that it was imported from; empty when it was registered by hand
 * @param sourceRef the source's object, kind and name
 */
public record RegisteredCluster(
        String displayName,
        Map<String, String> labels,
        String endpoint,
        UUID credential,
        String mode,
        boolean paused,
        boolean simulated,
        String admission,
        String admissionReason,
        String source,
        String sourceRef) {

    private static final String ADMITTED = "ADMITTED";

    public RegisteredCluster {
        labels = Map.copyOf(labels);
    }

    /** An admitted cluster that was registered by hand. */
    public RegisteredCluster(
            String displayName,
            Map<String, String> labels,
            String endpoint,
            String mode,
            boolean paused,
            boolean simulated) {
        this(
                displayName,
                labels,
                endpoint,
                fingerprint(""),
                mode,
                paused,
                simulated,
                ADMITTED,
                "",
                "",
                "");
    }

    /** What is kept of a reference to a credential. */
    public static UUID fingerprint(String reference) {
        return UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it is written to by this credential. */
    public boolean isAdmittedBy(String reference) {
        return admission.equals(ADMITTED) && credential.equals(fingerprint(reference));
    }
}
