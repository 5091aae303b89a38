package org.registryfleet.regfleet.procedure;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.regfleet.procedure.Proposal.Feasible;
import org.registryfleet.regfleet.procedure.Proposal.Refused;
import org.registryfleet.regfleet.procedure.StorageChoice.BlockClaim;
import org.registryfleet.regfleet.procedure.StorageChoice.EmptyDir;
import org.registryfleet.regfleet.procedure.StorageChoice.SharedClaim;
import org.registryfleet.stage.view.Observed;

import java.util.List;
import java.util.Optional;

/** Gives the registry its storage, as the documentation of bare metal and vSphere tells to. */
public final class StorageProcedure {

    private static final String SHARED = ProcedureTarget.SHARED;
    private static final String ONCE = "ReadWriteOnce";
    private static final String RECREATE = "Recreate";

    private final String cluster;
    private final ProcedureTarget state;
    private final Observed config;

    private StorageProcedure(String cluster, ProcedureTarget state, Observed config) {
        this.cluster = cluster;
        this.state = state;
        this.config = config;
    }

    public static Proposal propose(String cluster, ProcedureTarget state, StorageChoice choice) {
        var config = state.config();
        if (config.isEmpty()) {
            return ManagementProcedure.withoutConfig(cluster);
        }
        var procedure = new StorageProcedure(cluster, state, config.get());
        return switch (choice) {
            case SharedClaim shared -> procedure.shared(shared.claim());
            case BlockClaim block -> procedure.block(block.claim());
            case EmptyDir _ -> procedure.emptyDir();
        };
    }

    private Proposal shared(String name) {
        var objection = sharedObjection(name);
        if (objection.isPresent()) {
            return objection.get();
        }
        var reason =
                name.isEmpty()
                        ? "An empty claim lets the claim %s be made for the registry"
                                .formatted(ProcedureTarget.OWN_CLAIM)
                        : "The registry stores its images in the claim " + name;
        return feasible(List.of(claimed(name)), reason, claimName(name), strategy());
    }

    private Optional<Refused> sharedObjection(String name) {
        var claim = state.claim(claimName(name));
        if (claim.isEmpty()) {
            return name.isEmpty() ? classObjection() : Optional.of(missing(name));
        }
        var modes = ProcedureTarget.accessModes(claim.get());
        if (modes.contains(SHARED)) {
            return Optional.empty();
        }
        if (!modes.contains(ONCE)) {
            return Optional.of(unusable(claimName(name), modes));
        }
        return fitsOnce()
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                "the claim %s is ReadWriteOnce, but spec.replicas is %d with rolloutStrategy %s; ReadWriteOnce needs one replica and Recreate"
                                        .formatted(claimName(name), replicas(), strategy()),
                                "regfleet storage set %s block --claim %s sets both"
                                        .formatted(cluster, claimName(name))));
    }

    private Optional<Refused> classObjection() {
        return state.defaultClass()
                .filter(one -> !one.accessModes().isEmpty() && !one.accessModes().contains(SHARED))
                .filter(_ -> !fitsOnce())
                .map(
                        one ->
                                new Refused(
                                        "the default storage class %s (%s) offers only ReadWriteOnce volumes, but spec.replicas is %d with rolloutStrategy %s"
                                                .formatted(
                                                        one.name(),
                                                        one.provisioner(),
                                                        replicas(),
                                                        strategy()),
                                        "regfleet storage set %s block for one replica, or --claim with a ReadWriteMany claim%s"
                                                .formatted(cluster, ofSharedClass())));
    }

    private String ofSharedClass() {
        return state.sharedClass()
                .map(one -> " of 100Gi of the storage class " + one.name())
                .orElse("");
    }

    private Proposal block(String name) {
        var claim = state.claim(claimName(name));
        if (claim.isEmpty() && !name.isEmpty() && !name.equals(ProcedureTarget.OWN_CLAIM)) {
            return missing(name);
        }
        var modes = claim.map(ProcedureTarget::accessModes).orElse(List.of(ONCE));
        if (!modes.contains(ONCE) && !modes.contains(SHARED)) {
            return unusable(claimName(name), modes);
        }
        var storage = claimed(claimName(name));
        return feasible(
                List.of(
                        claim.isEmpty() ? storage.withClaim(newClaim()) : storage,
                        AssignedField.requested(
                                SpecField.ROLLOUT_STRATEGY, TextNode.valueOf(RECREATE)),
                        AssignedField.requested(SpecField.REPLICAS, IntNode.valueOf(1))),
                "Block volumes can be used by one node at a time: one replica, replaced by Recreate",
                claimName(name),
                RECREATE);
    }

    private Proposal emptyDir() {
        var storage = JsonNodeFactory.instance.objectNode();
        storage.putObject("emptyDir");
        return feasible(
                List.of(AssignedField.requested(SpecField.STORAGE, storage)),
                "The registry stores its images on the disk of its pod's node; only for clusters that are not in production",
                "",
                strategy());
    }

    private Feasible feasible(
            List<AssignedField> fields, String reason, String claim, String nextStrategy) {
        var impact = new StorageImpact(state, config, claim, nextStrategy);
        return new Feasible(config, fields, reason, impact.lines(), impact.hints(cluster));
    }

    private static AssignedField claimed(String name) {
        var storage = JsonNodeFactory.instance.objectNode();
        storage.putObject("pvc").put("claim", name);
        return AssignedField.requested(SpecField.STORAGE, storage);
    }

    private boolean fitsOnce() {
        return replicas() <= 1 && strategy().equals(RECREATE);
    }

    private int replicas() {
        return config.spec().path("replicas").asInt(1);
    }

    private String strategy() {
        return config.spec().path("rolloutStrategy").asText("RollingUpdate");
    }

    private static String claimName(String name) {
        return name.isEmpty() ? ProcedureTarget.OWN_CLAIM : name;
    }

    private static Refused missing(String name) {
        return new Refused(
                "the claim %s does not exist in the namespace %s"
                        .formatted(name, ProcedureTarget.NAMESPACE),
                "create it with 100Gi, or leave --claim out to have %s made"
                        .formatted(ProcedureTarget.OWN_CLAIM));
    }

    private static Refused unusable(String name, List<String> modes) {
        return new Refused(
                "the claim %s offers %s; the registry needs ReadWriteMany or ReadWriteOnce"
                        .formatted(name, modes.isEmpty() ? "nothing" : String.join(", ", modes)),
                "name another claim");
    }

    private static ObjectNode newClaim() {
        var claim = JsonNodeFactory.instance.objectNode();
        claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
        claim.putObject("metadata")
                .put("name", ProcedureTarget.OWN_CLAIM)
                .put("namespace", ProcedureTarget.NAMESPACE);
        var spec = claim.putObject("spec");
        spec.putArray("accessModes").add(ONCE);
        spec.putObject("resources").putObject("requests").put("storage", "100Gi");
        return claim;
    }
}
