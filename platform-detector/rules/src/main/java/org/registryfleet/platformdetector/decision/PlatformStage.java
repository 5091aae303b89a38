package org.registryfleet.platformdetector.decision;

import org.registryfleet.platformdetector.node.NodeEvidence;
import org.registryfleet.platformdetector.volume.StorageClasses;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Detects the platform from the Infrastructure object or, where there is none, from the nodes. A
 * platform that cannot be determined is UNDETERMINED, and later stages wait for it.
 */
public final class PlatformStage implements Stage<PlatformFacts> {

    static final ObjectRef OPERATOR =
            new ObjectRef(
                    "apps/v1",
                    "Deployment",
                    "openshift-image-registry",
                    "cluster-image-registry-operator");

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return ref.equals(InfrastructureFinding.REF)
                || ref.equals(OPERATOR)
                || (ref.kind().equals("Node") && ref.group().isEmpty())
                || (ref.kind().equals("StorageClass") && ref.group().equals("storage.k8s.io"));
    }

    @Override
    public Decision<PlatformFacts> decide(View<PlatformFacts> view, Instant now) {
        if (!view.complete()) {
            return new Decision<>(
                    view.previous(),
                    List.of(),
                    "platform-view-incomplete",
                    "The cluster has not been listed completely; the last result stands",
                    null);
        }
        var finding = finding(view);
        var facts = facts(finding, view);
        return switch (finding.source()) {
            case INFRASTRUCTURE ->
                    Decision.of(
                            facts,
                            "platform-from-infrastructure",
                            "The Infrastructure object names the platform " + shown(facts));
            case INFERRED ->
                    Decision.of(
                            facts,
                            "platform-from-nodes",
                            "Without an Infrastructure object the nodes say " + shown(facts));
            case UNDETERMINED ->
                    Decision.of(
                            facts,
                            "platform-undetermined",
                            "Nothing observed tells what the cluster runs on");
        };
    }

    private static PlatformFinding finding(View<PlatformFacts> view) {
        var infrastructure = view.find(InfrastructureFinding.REF);
        if (infrastructure.isEmpty() && view.isUnreadable(InfrastructureFinding.REF)) {
            return PlatformFinding.undetermined(
                    List.of("Infrastructure may not be listed"),
                    List.of(
                            "The fleet may not list infrastructures.config.openshift.io: what the"
                                    + " cluster says of its platform is not known; grant list and"
                                    + " watch"));
        }
        return infrastructure
                .map(InfrastructureFinding::of)
                .orElseGet(() -> inferred(nodes(view.objects())));
    }

    private static PlatformFinding inferred(NodeEvidence nodes) {
        var evidence = new ArrayList<String>();
        evidence.add("no Infrastructure cluster observed");
        evidence.addAll(nodes.evidence());
        return nodes.known()
                ? new PlatformFinding(
                        PlatformSource.INFERRED,
                        nodes.platform(),
                        nodes.region(),
                        "",
                        nodes.isSingle(),
                        evidence,
                        nodes.warnings())
                : PlatformFinding.undetermined(evidence, nodes.warnings());
    }

    private static PlatformFacts facts(PlatformFinding finding, View<PlatformFacts> view) {
        var objects = view.objects();
        var type = PlatformType.of(finding.platform());
        var classes = StorageClasses.of(objects);
        var evidence = new ArrayList<>(finding.evidence());
        var warnings = new ArrayList<>(finding.warnings());
        var region = regionOr(finding, objects, evidence);
        if (finding.source() == PlatformSource.INFRASTRUCTURE
                && type.isEmpty()
                && !finding.platform().isEmpty()) {
            warnings.add("No rule for the platform type " + finding.platform());
        }
        if (finding.singleReplicaTopology()) {
            warnings.add(
                    "The topology is SingleReplica: the registry has one replica and stops while"
                            + " its node is updated or fails");
        }
        evidence.addAll(classes.evidence());
        warnings.addAll(classes.warnings());
        return new PlatformFacts(
                finding.platform(),
                finding.source(),
                type.isPresent(),
                region,
                finding.infrastructureName(),
                finding.singleReplicaTopology(),
                type.map(PlatformType::objectStorage).orElse(""),
                classes.facts(),
                hasOperator(view, evidence, warnings),
                evidence,
                warnings);
    }

    /** Some platforms state the region only on their nodes. */
    private static String regionOr(
            PlatformFinding finding, Snapshot objects, List<String> evidence) {
        if (!finding.region().isEmpty() || finding.source() != PlatformSource.INFRASTRUCTURE) {
            return finding.region();
        }
        var region = nodes(objects).region();
        if (!region.isEmpty()) {
            evidence.add("label topology.kubernetes.io/region=" + region + " on every Node");
        }
        return region;
    }

    private static boolean hasOperator(
            View<PlatformFacts> view, List<String> evidence, List<String> warnings) {
        var operator = view.find(OPERATOR).filter(found -> !found.isDeleting());
        if (operator.isPresent()) {
            evidence.add(OPERATOR + " observed");
            if (operator.get().spec().path("replicas").asInt(1) == 0) {
                warnings.add("The in-cluster operator is scaled to zero: nobody runs the registry");
            }
            return true;
        }
        if (view.find(InfrastructureFinding.REF)
                .filter(InfrastructureFinding::isHosted)
                .isPresent()) {
            evidence.add("Infrastructure cluster status.controlPlaneTopology=External");
            return true;
        }
        if (view.isUnreadable(OPERATOR)) {
            warnings.add(
                    "The fleet may not list deployments.apps in openshift-image-registry: whether an"
                            + " operator runs there is not known; grant list and watch");
            return true;
        }
        return isKeptForOperator(view, warnings);
    }

    /**
     * An operator whose Deployment goes may come back: by an update of the cluster, or by hand. Who
     * is sure that it does not registers the cluster with mode full.
     */
    private static boolean isKeptForOperator(View<PlatformFacts> view, List<String> warnings) {
        var registration = view.registration();
        var previous = view.previous();
        boolean isKept =
                (registration == null || registration.mode() == Registration.Ownership.AUTO)
                        && previous != null
                        && previous.operatorPresent();
        if (isKept) {
            warnings.add(
                    "The operator that looked after the registry is gone: the fleet goes on"
                            + " observing; if it shall take over, register the cluster with mode"
                            + " full");
        }
        return isKept;
    }

    private static NodeEvidence nodes(Snapshot objects) {
        return NodeEvidence.of(
                objects.ofKind("Node").filter(node -> node.ref().group().isEmpty()).toList());
    }

    private static String shown(PlatformFacts facts) {
        return facts.platform().isEmpty() ? "(unknown)" : facts.platform();
    }
}
