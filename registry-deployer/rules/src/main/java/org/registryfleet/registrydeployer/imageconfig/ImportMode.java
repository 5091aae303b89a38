package org.registryfleet.registrydeployer.imageconfig;

import static org.registryfleet.registrydeployer.operand.OperandObjects.CLUSTER_VERSION;

import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.Optional;
import java.util.stream.Stream;

/** How image streams import multi-architecture images. */
enum ImportMode {
    LEGACY("Legacy"),
    PRESERVE_ORIGINAL("PreserveOriginal");

    static final ObjectRef FEATURE_GATE =
            ObjectRef.clusterScoped("config.openshift.io/v1", "FeatureGate", "cluster");

    private static final String GATE = "ImageStreamImportMode";

    private final String text;

    ImportMode(String text) {
        this.text = text;
    }

    /**
     * The mode to publish: the administrator's, or the default for the release's architecture.
     * Empty unless the cluster has enabled the feature gate for the release that is deployed or,
     * where its FeatureGate does not know that one, for its own version.
     */
    static Optional<String> of(Observed imageConfig, Snapshot objects, String release) {
        if (!isGateEnabled(objects, release)) {
            return Optional.empty();
        }
        var chosen = imageConfig.at("/spec/imageStreamImportMode").asText("");
        return Optional.of(chosen.isEmpty() ? suiting(objects).text : chosen);
    }

    private static ImportMode suiting(Snapshot objects) {
        var isMulti =
                objects.find(CLUSTER_VERSION)
                        .map(version -> version.at("/status/desired/architecture").asText(""))
                        .filter("Multi"::equals)
                        .isPresent();
        return isMulti ? PRESERVE_ORIGINAL : LEGACY;
    }

    private static boolean isGateEnabled(Snapshot objects, String release) {
        var known =
                objects.find(FEATURE_GATE).stream()
                        .flatMap(gates -> gates.at("/status/featureGates").valueStream())
                        .toList();
        return Stream.concat(Stream.of(release), Releases.versions(objects).stream())
                .flatMap(
                        version ->
                                known.stream()
                                        .filter(
                                                gates ->
                                                        gates.path("version")
                                                                .asText("")
                                                                .equals(version)))
                .limit(1)
                .flatMap(gates -> gates.path("enabled").valueStream())
                .anyMatch(gate -> gate.path("name").asText("").equals(GATE));
    }
}
