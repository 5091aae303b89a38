package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.summary.StatusSummary;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Why a cluster does not serve the registry's API, and what would change that: its capability is
 * disabled, or nobody has installed it.
 *
 * @param isDisabled the ClusterVersion knows the capability and has not enabled it
 * @param additional capabilities that the ClusterVersion's spec adds already
 */
public record RegistryCapability(boolean isDisabled, List<String> additional) {

    private static final String NAME = "ImageRegistry";

    public RegistryCapability {
        additional = List.copyOf(additional);
    }

    static RegistryCapability of(View<?> view) {
        return view.find(ReportedObjects.CLUSTER_VERSION)
                .map(RegistryCapability::of)
                .orElseGet(() -> new RegistryCapability(false, List.of()));
    }

    /** As the ClusterVersion says; its content may be missing. */
    public static RegistryCapability of(Observed version) {
        var capabilities = version.status().path("capabilities");
        return new RegistryCapability(
                texts(capabilities.path("knownCapabilities")).contains(NAME)
                        && !texts(capabilities.path("enabledCapabilities")).contains(NAME),
                texts(version.at("/spec/capabilities/additionalEnabledCapabilities")));
    }

    /** The state of a cluster that does not serve the API. */
    public StatusSummary summary() {
        return isDisabled
                ? new StatusSummary(
                        HealthStatus.CAPABILITY_DISABLED,
                        "CapabilityDisabled",
                        "The cluster has the capability ImageRegistry disabled: it has no registry")
                : new StatusSummary(
                        HealthStatus.NOT_INSTALLED,
                        "NotInstalled",
                        "The cluster does not serve configs.imageregistry.operator.openshift.io:"
                                + " it has no registry");
    }

    /** What somebody could do to get a registry. */
    public String remediation() {
        return isDisabled
                ? "Enable the capability, for good: oc patch clusterversion version --type merge"
                        + " --patch '{\"spec\":{\"capabilities\":"
                        + "{\"additionalEnabledCapabilities\":[%s]}}}'".formatted(enabled())
                : "Install the registry's CustomResourceDefinitions: helm upgrade --install"
                        + " registry-fleet-managed-cluster deploy/helm/managed-cluster"
                        + " --reuse-values --set customResourceDefinitions=true";
    }

    /** A merge patch replaces the whole list. */
    private String enabled() {
        var names = new TreeSet<>(additional);
        names.add(NAME);
        return "\"" + String.join("\",\"", names) + "\"";
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
