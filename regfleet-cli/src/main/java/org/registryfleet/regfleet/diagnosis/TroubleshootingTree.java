package org.registryfleet.regfleet.diagnosis;

import org.registryfleet.regfleet.diagnosis.Diagnosis.Step;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks the tree of the operator's README.
 *
 * <pre>
 *  fleet entry ─► contact ─► Deployment? ─yes─► pods? ─yes─► are they ready?
 *                                │                └─no──► the Deployment's conditions
 *                                no
 *                                ▼
 *                             Config? ─yes─► its state and conditions
 *                                │
 *                                no
 *                                ▼
 *                     operator in the cluster? ─yes─► its pod? ─yes─► its log
 *                                │                        └─no──► its Deployment
 *                                no
 *                                ▼
 *                     the fleet, or the installer
 * </pre>
 */
public final class TroubleshootingTree {

    private static final String NAMESPACE = " -n openshift-image-registry";

    private final ClusterFacts facts;
    private final List<Step> steps = new ArrayList<>();

    private TroubleshootingTree(ClusterFacts facts) {
        this.facts = facts;
    }

    public static Diagnosis walk(ClusterFacts facts) {
        return new TroubleshootingTree(facts).contact();
    }

    private Diagnosis contact() {
        var membership = facts.membership();
        if (membership != null && !membership.registered()) {
            step("Is the cluster in the fleet?", "no", false);
            return end(
                    "The fleet does not know the cluster " + facts.cluster(),
                    "regfleet clusters add " + facts.cluster());
        }
        if (membership != null) {
            step(
                    "Is the cluster in the fleet?",
                    membership.paused() ? "yes, but paused" : "yes",
                    !membership.paused());
        }
        var obstacle = facts.obstacle();
        if (obstacle != null) {
            step("Does it answer?", obstacle.message(), false);
            return obstacle.isCredential()
                    ? end(
                            "The credential of the cluster does not work",
                            "Renew it behind the registration's reference, then: regfleet diagnose "
                                    + facts.cluster())
                    : end(
                            "The API server of the cluster cannot be reached",
                            "Check the server address, the network and the API server itself; then: regfleet diagnose "
                                    + facts.cluster());
        }
        step("Does it answer?", "yes", true);
        return facts.registry().exists() ? registryPods() : config();
    }

    private Diagnosis registryPods() {
        var deployment = facts.registry().deployment();
        step("Is there a registry Deployment?", "yes", true);
        var pods = facts.registry().pods();
        if (pods.isEmpty()) {
            step("Has it pods?", "none", false);
            return withoutPods();
        }
        var bad = pods.stream().filter(pod -> !PodState.isReady(pod)).findFirst();
        if (bad.isPresent()) {
            var state = PodState.of(bad.get());
            step("Has it pods?", "%d, and not all are ready".formatted(pods.size()), false);
            return end(
                    facts.problems().isEmpty()
                            ? "Pod %s: %s".formatted(state.name(), state.problem())
                            : String.join("; ", facts.problems()),
                    state.nextStep());
        }
        step("Has it pods?", "%d, all ready".formatted(pods.size()), true);
        var degraded = ConditionText.problem(facts.config().at("/status/conditions"));
        if (degraded.isPresent()) {
            step("Has the Config problems?", degraded.get(), false);
            return end(
                    "The registry runs, but its Config reports " + degraded.get(),
                    "regfleet status " + facts.cluster());
        }
        step("Has the Config problems?", "none", true);
        var paused = facts.membership();
        return paused != null && paused.paused()
                ? end("The registry runs, but the cluster is paused", resume())
                : new Diagnosis(
                        steps,
                        true,
                        "The registry runs with %d ready pods"
                                .formatted(
                                        deployment.at("/status/readyReplicas").asInt(pods.size())),
                        "");
    }

    private Diagnosis withoutPods() {
        var deployment = facts.registry().deployment();
        if (deployment.at("/spec/replicas").asInt(1) == 0) {
            return end(
                    "The registry is scaled to no replicas", patch("{\"spec\":{\"replicas\":1}}"));
        }
        var problem =
                ConditionText.ofDeployment(deployment.at("/status/conditions"))
                        .map(
                                text ->
                                        facts.problems().isEmpty()
                                                ? text
                                                : String.join("; ", facts.problems()));
        step("Has the Deployment error conditions?", problem.orElse("none"), problem.isEmpty());
        return end(
                problem.map(text -> "The Deployment makes no pods: " + text)
                        .orElse("The Deployment makes no pods and does not say why"),
                "oc get deployment image-registry -o yaml" + NAMESPACE);
    }

    private Diagnosis config() {
        step("Is there a registry Deployment?", "no", false);
        if (!facts.hasRegistryApi()) {
            step("Is there a Config?", "the cluster does not know the kind", false);
            return end(
                    "The CustomResourceDefinitions of the image registry are missing: the cluster has the capability ImageRegistry disabled, or nobody has installed them",
                    "oc get crd configs.imageregistry.operator.openshift.io imagepruners.imageregistry.operator.openshift.io");
        }
        if (facts.config().isMissingNode()) {
            step("Is there a Config?", "no", false);
            return operator();
        }
        var state = facts.config().at("/spec/managementState").asText("");
        step("Is there a Config?", "yes, with managementState \"%s\"".formatted(state), true);
        return ofConfig(state);
    }

    private Diagnosis ofConfig(String state) {
        if (state.equals("Removed")) {
            var storage = facts.config().at("/spec/storage");
            var isConfigured = storage.size() > (storage.has("managementState") ? 1 : 0);
            return end(
                    "The registry is Removed, as after an installation without shared object storage"
                            + (isConfigured ? "" : "; no storage is configured either"),
                    isConfigured
                            ? "regfleet registry manage " + facts.cluster()
                            : "regfleet storage set %1$s %2$s && regfleet registry manage %1$s"
                                    .formatted(facts.cluster(), facts.storage()));
        }
        if (state.equals("Unmanaged")) {
            return end(
                    "Nobody looks after the registry: it is Unmanaged",
                    "regfleet registry manage " + facts.cluster());
        }
        var membership = facts.membership();
        var problem = ConditionText.problem(facts.config().at("/status/conditions"));
        step("Has the Config problems?", problem.orElse("none"), problem.isEmpty());
        if (problem.isPresent()) {
            return end(
                    "The registry is not deployed: " + problem.get(),
                    isOfStorage(problem.get())
                            ? "regfleet storage set %s %s"
                                    .formatted(facts.cluster(), facts.storage())
                            : "regfleet explain " + facts.cluster());
        }
        return membership != null && membership.paused()
                ? end("The registry is not deployed because the cluster is paused", resume())
                : end(
                        "The registry is not deployed and nothing says why; its Config may be new",
                        "regfleet status " + facts.cluster());
    }

    private static boolean isOfStorage(String problem) {
        return problem.startsWith("StorageExists=False")
                || problem.contains("StorageNotConfigured");
    }

    private Diagnosis operator() {
        var operator = facts.operator();
        if (!operator.exists()) {
            step("Is there an operator in the cluster?", "no", false);
            return withoutOperator();
        }
        step("Is there an operator in the cluster?", "yes", true);
        if (operator.pods().isEmpty()) {
            step("Has the operator a pod?", "no", false);
            return end(
                    "The operator in the cluster has no pod",
                    "oc get deployment cluster-image-registry-operator -o yaml" + NAMESPACE);
        }
        var state = PodState.of(operator.pods().getFirst());
        step("Has the operator a pod?", "yes", true);
        return end(
                "The operator runs but has made no Config; its log says why",
                "oc logs " + state.name() + NAMESPACE);
    }

    private Diagnosis withoutOperator() {
        var membership = facts.membership();
        if (membership == null) {
            return end(
                    "Nobody looks after the registry: no operator is in the cluster. Either the fleet has to, or something went wrong at the level of the installer",
                    "regfleet clusters add " + facts.cluster());
        }
        return membership.paused()
                ? end("The fleet has made no Config because the cluster is paused", resume())
                : end(
                        "The fleet has made no Config yet: its services do not run, may not write to the cluster, or the platform is not known yet (installer)",
                        "regfleet status " + facts.cluster());
    }

    private String resume() {
        return "regfleet clusters resume " + facts.cluster();
    }

    private static String patch(String body) {
        return "oc patch configs.imageregistry.operator.openshift.io cluster --type merge --patch '"
                + body
                + "'";
    }

    private void step(String question, String answer, boolean good) {
        steps.add(new Step(question, answer, good));
    }

    private Diagnosis end(String finding, String nextStep) {
        return new Diagnosis(steps, false, finding, nextStep);
    }
}
