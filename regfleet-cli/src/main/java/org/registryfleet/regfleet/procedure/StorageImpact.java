package org.registryfleet.regfleet.procedure;

import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.List;

/**
 * What a change of storage does to a registry.
 *
 * @param claim the claim that will hold the images; empty for the pod's own disk
 * @param strategy the rollout strategy after the change
 */
record StorageImpact(ProcedureTarget state, Observed config, String claim, String strategy) {

    private static final String RHEL_NFS =
            "Do not back the claim by the NFS server of RHEL: tests show issues with it for the registry."
                    + " Ask the vendor of another NFS server what was tested";

    /** What happens; worth a question. Empty when nothing is stored yet and nothing is lost. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        var before = ProcedureTarget.storageKind(config.spec().path("storage"));
        var after = claim.isEmpty() ? "emptyDir" : "claim " + claim;
        if (!before.isEmpty() && !before.equals(after)) {
            lines.add(
                    "Images are not copied: those in %s cannot be pulled any more, the registry shows what %s holds"
                            .formatted(before, after));
            lines.add(fateOfOld(before));
        }
        if (claim.isEmpty()) {
            lines.add("All images are lost whenever a pod of the registry restarts or moves");
        }
        if (runs() && !before.equals(after)) {
            lines.add(
                    strategy.equals("Recreate")
                            ? "The registry cannot be reached while its pod is replaced (Recreate)"
                            : "Pods are replaced one after the other; until that is over pulls may find old or new images");
        }
        if (replicas() > 1 && strategy.equals("Recreate") && !claim.isEmpty() && isOnce()) {
            lines.add("The registry goes from %d replicas to one".formatted(replicas()));
        }
        return lines;
    }

    /** What to know besides. */
    List<String> hints(String cluster) {
        var hints = new ArrayList<String>();
        if (claim.isEmpty() && replicas() > 1) {
            hints.add(
                    "Each of the %d replicas would keep images of its own; run one replica"
                            .formatted(replicas()));
        }
        if (!claim.isEmpty()) {
            hints.add(
                    "The volume should hold 100Gi; review its security settings when it is shared");
            hints.addAll(state.warnings(storageClass()));
            hints.add(RHEL_NFS);
        }
        if (isOnce() && !claim.isEmpty()) {
            hints.add("One replica on a ReadWriteOnce volume is not highly available");
        }
        if (state.isSingleNode()) {
            hints.add("The cluster has a single node: the registry is away whenever the node is");
        }
        if (config.spec().path("managementState").asText("").equals("Removed")) {
            hints.add("The registry is Removed; start it: regfleet registry manage " + cluster);
        }
        return hints;
    }

    private String fateOfOld(String before) {
        if (before.equals("emptyDir")) {
            return "What the pods hold is lost";
        }
        if (!before.startsWith("claim ")) {
            return "The %s storage and what is in it stay; delete it yourself when it is not needed"
                    .formatted(before);
        }
        var name = before.substring("claim ".length());
        var owner =
                state.claim(name).filter(ProcedureTarget::isOurs).isPresent()
                        ? "made for the registry"
                        : "yours";
        return "The claim %s (%s) stays with its images; delete it yourself when it is not needed: oc delete pvc %s -n %s"
                .formatted(name, owner, name, ProcedureTarget.NAMESPACE);
    }

    private boolean runs() {
        return config.spec().path("managementState").asText("").equals("Managed");
    }

    private int replicas() {
        return config.spec().path("replicas").asInt(1);
    }

    private boolean isOnce() {
        return state.claim(claim)
                .map(one -> !ProcedureTarget.accessModes(one).contains("ReadWriteMany"))
                .orElse(strategy.equals("Recreate"));
    }

    private String storageClass() {
        return state.claim(claim)
                .map(one -> one.spec().path("storageClassName").asText(""))
                .or(() -> state.defaultClass().map(one -> one.name()))
                .orElse("");
    }
}
