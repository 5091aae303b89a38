package org.registryfleet.statusreporter.summary;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.registry.ManagementState;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.PlatformResult.StorageClassOffer;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.util.List;
import java.util.Optional;

/** The remediation of a registry that is not running: a sentence, and the command to run. */
public final class Remediation {

    private static final String SHARED = "ReadWriteMany";
    private static final String SINGLE = "ReadWriteOnce";
    private static final String TRIAL =
            " For a trial, with images lost at every restart: "
                    + patch("\"managementState\":\"Managed\",\"storage\":{\"emptyDir\":{}}");

    private Remediation() {}

    /** The remediation for a reachable cluster; empty if none is needed. */
    public static String of(
            Observed config, UpstreamApplyError error, Optional<PlatformResult> platform) {
        return switch (ManagementState.of(config)) {
            case REMOVED -> config.isDeleting() ? "" : start(config, platform);
            case UNMANAGED ->
                    "The registry is left to its administrators. To have it looked after: "
                            + patch("\"managementState\":\"Managed\"");
            case INERT ->
                    "spec.managementState is \"%s\", which does nothing. Choose Managed: %s"
                            .formatted(
                                    config.spec().path("managementState").asText(""),
                                    patch("\"managementState\":\"Managed\""));
            case MANAGED -> managed(config, error, platform);
        };
    }

    private static String managed(
            Observed config, UpstreamApplyError error, Optional<PlatformResult> platform) {
        if (!hasStorage(config)) {
            return withoutStorage(platform);
        }
        if (config.at("/spec/storage/pvc").isObject()
                && error instanceof UpstreamApplyError.Transient passing
                && passing.message().contains("access mode")) {
            return "The claim cannot be shared. Name a ReadWriteMany claim in"
                    + " spec.storage.pvc.claim, or run one replica with Recreate: "
                    + patch("\"replicas\":1,\"rolloutStrategy\":\"Recreate\"");
        }
        if (error.text().contains("regionEndpoint must be a URL")) {
            var written = config.at("/spec/storage/s3/regionEndpoint").asText("").strip();
            return "Write the address of the store with its scheme: "
                    + patch(
                            "\"storage\":{\"s3\":{\"regionEndpoint\":\"https://%s\"}}"
                                    .formatted(written.replaceFirst("^[^:]*://", "")));
        }
        if (error.text().contains("offers only ReadWriteOnce volumes")) {
            return sharedClaim(platform);
        }
        if (config.spec().path("replicas").asInt(1) == 0) {
            return "spec.replicas is 0. To run the registry: " + patch("\"replicas\":1");
        }
        return "";
    }

    private static String sharedClaim(Optional<PlatformResult> platform) {
        return platform.map(PlatformResult::storageClasses).orElse(List.of()).stream()
                .filter(offer -> offer.offers(SHARED))
                .findFirst()
                .map(
                        shared ->
                                "Create a ReadWriteMany claim of 100Gi of the storage class %s in the namespace openshift-image-registry and name it: %s"
                                        .formatted(
                                                shared.name(),
                                                patch(
                                                        "\"storage\":{\"pvc\":{\"claim\":\"<claim>\"}}")))
                .orElseGet(
                        () ->
                                "Run one replica with Recreate: "
                                        + patch("\"replicas\":1,\"rolloutStrategy\":\"Recreate\""));
    }

    private static String start(Observed config, Optional<PlatformResult> platform) {
        return hasStorage(config)
                ? "Storage is configured. Start the registry: "
                        + patch("\"managementState\":\"Managed\"")
                : withoutStorage(platform);
    }

    private static String withoutStorage(Optional<PlatformResult> platform) {
        var objectStorage = platform.map(PlatformResult::objectStorage).orElse("");
        return objectStorage.isEmpty()
                ? byClaim(platform.map(PlatformResult::storageClasses).orElse(List.of()))
                : "The platform offers object storage (%s). Use it: %s"
                        .formatted(
                                objectStorage,
                                patch(
                                        "\"managementState\":\"Managed\",\"storage\":{\"%s\":{}}"
                                                .formatted(objectStorage)));
    }

    private static String byClaim(List<StorageClassOffer> classes) {
        var byDefault = classes.stream().filter(StorageClassOffer::isDefault).findFirst();
        if (byDefault.filter(offer -> offer.offers(SHARED)).isPresent()) {
            return "The platform has no shared object storage; the default storage class %s offers"
                            .formatted(byDefault.get().name())
                    + " shared volumes. Use it: "
                    + patch(withClaim("", ""))
                    + TRIAL;
        }
        var shared = classes.stream().filter(offer -> offer.offers(SHARED)).findFirst();
        if (shared.isPresent()) {
            return "The platform has no shared object storage; the storage class %s offers shared"
                            .formatted(shared.get().name())
                    + " volumes. Create a ReadWriteMany claim of 100Gi of that class in the"
                    + " namespace openshift-image-registry and name it: "
                    + patch(withClaim("<claim>", ""))
                    + TRIAL;
        }
        if (byDefault.filter(offer -> offer.offers(SINGLE)).isPresent()) {
            return "The platform has no shared object storage; the default storage class %s offers"
                            .formatted(byDefault.get().name())
                    + " volumes for one node only, which is enough for one replica with Recreate: "
                    + patch(withClaim("", "\"replicas\":1,\"rolloutStrategy\":\"Recreate\","))
                    + TRIAL;
        }
        return "The platform has no shared object storage. Provide a ReadWriteMany claim of 100Gi"
                + " in the namespace openshift-image-registry and name it: "
                + patch(withClaim("<claim>", ""))
                + TRIAL;
    }

    private static String withClaim(String claim, String more) {
        return "\"managementState\":\"Managed\",%s\"storage\":{\"pvc\":{\"claim\":\"%s\"}}"
                .formatted(more, claim);
    }

    /** The field managementState alone is not a storage. */
    private static boolean hasStorage(Observed config) {
        var storage = config.spec().path("storage");
        return storage.size() > (storage.has("managementState") ? 1 : 0);
    }

    private static String patch(String spec) {
        return "oc patch configs.imageregistry.operator.openshift.io cluster --type merge"
                + " --patch '{\"spec\":{%s}}'".formatted(spec);
    }
}
