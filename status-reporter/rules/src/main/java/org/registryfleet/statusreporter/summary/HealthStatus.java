package org.registryfleet.statusreporter.summary;

import java.util.Comparator;
import java.util.List;

/** The health of a cluster's registry. */
public enum HealthStatus {
    REMOVED("Removed"),
    AVAILABLE("Available"),
    PROGRESSING("Progressing"),
    DEGRADED("Degraded"),
    UNAVAILABLE("Unavailable"),
    UNMANAGED("Unmanaged"),
    UNREACHABLE("Unreachable"),
    /** The cluster is switched off on purpose. */
    HIBERNATING("Hibernating"),
    /** The cluster is being upgraded, which explains much. */
    UPGRADING("Upgrading"),
    /** The cluster does not serve the registry's API. */
    NOT_INSTALLED("NotInstalled"),
    /** The cluster was installed without the registry. */
    CAPABILITY_DISABLED("CapabilityDisabled"),
    UNKNOWN("Unknown");

    /** Orders by urgency, most urgent first. */
    public static final Comparator<HealthStatus> WORST_FIRST =
            Comparator.comparingInt(
                    List.of(
                                    UNAVAILABLE,
                                    DEGRADED,
                                    UNREACHABLE,
                                    UNKNOWN,
                                    PROGRESSING,
                                    UPGRADING,
                                    HIBERNATING,
                                    REMOVED,
                                    NOT_INSTALLED,
                                    CAPABILITY_DISABLED,
                                    UNMANAGED,
                                    AVAILABLE)
                            ::indexOf);

    private final String text;

    HealthStatus(String text) {
        this.text = text;
    }

    /** The display name. */
    public String text() {
        return text;
    }

    /** The health of that name; {@link #UNKNOWN} for one of a later release. */
    public static HealthStatus of(String text) {
        for (var summary : values()) {
            if (summary.text.equals(text)) {
                return summary;
            }
        }
        return UNKNOWN;
    }
}
