package org.registryfleet.regfleet.procedure;

import com.fasterxml.jackson.databind.node.TextNode;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.regfleet.procedure.Proposal.Feasible;
import org.registryfleet.regfleet.procedure.Proposal.Refused;
import org.registryfleet.stage.view.Observed;

import java.util.List;

/** Changes who looks after a registry: Managed, Removed, Unmanaged. */
public final class ManagementProcedure {

    /** What an administrator wants. */
    public enum Wish {
        MANAGE("Managed"),
        REMOVE("Removed"),
        UNMANAGE("Unmanaged");

        private final String state;

        Wish(String state) {
            this.state = state;
        }
    }

    private ManagementProcedure() {}

    public static Proposal propose(String cluster, ProcedureTarget state, Wish wish) {
        return state.config()
                .map(config -> propose(cluster, state, config, wish))
                .orElseGet(() -> withoutConfig(cluster));
    }

    static Refused withoutConfig(String cluster) {
        return new Refused(
                "the cluster has no Config of the image registry yet",
                "wait a few minutes and try again, or see why: regfleet diagnose " + cluster);
    }

    private static Proposal propose(
            String cluster, ProcedureTarget state, Observed config, Wish wish) {
        if (config.spec().path("managementState").asText("").equals(wish.state)) {
            return new Feasible(
                    config,
                    List.of(),
                    "spec.managementState is %s already".formatted(wish.state),
                    List.of(),
                    List.of());
        }
        return new Feasible(
                config,
                List.of(
                        AssignedField.requested(
                                SpecField.MANAGEMENT_STATE, TextNode.valueOf(wish.state))),
                reason(wish),
                wish == Wish.REMOVE ? removal(state, config) : List.of(),
                wish == Wish.MANAGE ? missingStorage(cluster, config) : List.of());
    }

    private static String reason(Wish wish) {
        return switch (wish) {
            case MANAGE -> "The registry is deployed and looked after";
            case REMOVE -> "The registry and everything that belongs to it is taken away";
            case UNMANAGE -> "The registry stays as it is and nobody looks after it";
        };
    }

    private static List<String> removal(ProcedureTarget state, Observed config) {
        var storage = config.spec().path("storage");
        var kind = ProcedureTarget.storageKind(storage);
        var gone =
                "Images cannot be pulled or pushed any more; builds and ImageStreams that use the registry stop to work";
        if (kind.isEmpty()) {
            return List.of(gone);
        }
        if (kind.equals("emptyDir")) {
            return List.of(gone, "All images are lost: they are kept in the pods");
        }
        return List.of(gone, fate(state, kind, storage.path("managementState").asText("")));
    }

    private static String fate(ProcedureTarget state, String kind, String storageState) {
        var isClaim = kind.startsWith("claim ");
        var isOurs =
                isClaim
                        && state.claim(kind.substring("claim ".length()))
                                .filter(ProcedureTarget::isOurs)
                                .isPresent();
        return storageState.equals("Managed") && isOurs
                ? "The %s was made for the registry: it is deleted with all images".formatted(kind)
                : "The %s is not deleted; its images are there when the registry is managed again"
                        .formatted(kind);
    }

    private static List<String> missingStorage(String cluster, Observed config) {
        return ProcedureTarget.storageKind(config.spec().path("storage")).isEmpty()
                ? List.of(
                        "No storage is configured. Unless the platform brings its own, the registry does not start before: regfleet storage set "
                                + cluster
                                + " pvc")
                : List.of();
    }
}
