package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult.Failure;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ApiResult.Success;
import org.registryfleet.clusteraccess.api.ApiResult.Unanswered;
import org.registryfleet.clusteraccess.api.ApiResult.Why;
import org.registryfleet.regfleet.diagnosis.ClusterFacts;
import org.registryfleet.regfleet.diagnosis.ClusterFacts.Membership;
import org.registryfleet.regfleet.diagnosis.ClusterFacts.Obstacle;
import org.registryfleet.regfleet.diagnosis.ClusterFacts.Workload;
import org.registryfleet.regfleet.diagnosis.Diagnosis;
import org.registryfleet.regfleet.diagnosis.TroubleshootingTree;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.ManagedCluster;
import org.registryfleet.regfleet.procedure.ProcedureTarget;
import org.registryfleet.regfleet.procedure.Proposal;
import org.registryfleet.regfleet.procedure.StorageChoice.BlockClaim;
import org.registryfleet.regfleet.procedure.StorageChoice.SharedClaim;
import org.registryfleet.regfleet.procedure.StorageProcedure;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.statusreporter.problem.RegistryProblem;
import org.registryfleet.statusreporter.problem.RegistryProblems;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Finds out why a cluster has no running registry. */
@Command(
        name = "diagnose",
        description = {
            "Finds out why a cluster has no running registry, and names the command that helps.",
            "It asks in this order: contact, Deployment, pods, conditions, Config, operator,"
                    + " installer."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the registry runs",
            "1:something was found",
            "2:wrong use",
            "4:the log cannot be reached"
        })
final class DiagnoseCommand implements Callable<Integer> {

    private static final String NAMESPACE = "openshift-image-registry";
    private static final String SHARED = "pvc";
    private static final Workload NONE = new Workload(MissingNode.getInstance(), List.of());

    @ParentCommand private Regfleet root = Regfleet.unset();
    @Mixin private FleetOptions fleet = new FleetOptions();

    @Parameters(paramLabel = "CLUSTER", description = "Id of the cluster.")
    private String cluster = "";

    @Override
    public Integer call() {
        var diagnosis = TroubleshootingTree.walk(facts());
        root.print(json(diagnosis), () -> lines(diagnosis));
        return diagnosis.healthy() ? 0 : 1;
    }

    private ClusterFacts facts() {
        var membership = membership();
        if (membership != null && !membership.registered()) {
            return unreached(membership, null);
        }
        try (var api = fleet.reach(cluster, root.surroundings())) {
            var config = ProcedureTarget.CONFIG;
            var answer = api.ask(config.apiVersion(), config.kind(), "", config.name());
            var obstacle = obstacle(answer instanceof Failure failure ? failure : null);
            if (obstacle != null) {
                return unreached(membership, obstacle);
            }
            var registry = workload(api, "image-registry", "docker-registry=default");
            var observed =
                    answer instanceof Success(_, var body) ? body : MissingNode.getInstance();
            return new ClusterFacts(
                    cluster,
                    membership,
                    null,
                    hasRegistryApi(answer instanceof Rejected rejected ? rejected : null),
                    registry,
                    observed,
                    workload(
                            api,
                            "cluster-image-registry-operator",
                            "name=cluster-image-registry-operator"),
                    problems(api, registry, observed),
                    storage(api));
        }
    }

    /** A claim that many nodes share, unless the cluster can only make one for a single node. */
    private String storage(ManagedCluster api) {
        try {
            var state = StorageCommand.state(api);
            boolean isSharedRefused =
                    StorageProcedure.propose(cluster, state, new SharedClaim(""))
                            instanceof Proposal.Refused;
            boolean isBlockFeasible =
                    StorageProcedure.propose(cluster, state, new BlockClaim(""))
                            instanceof Proposal.Feasible;
            return isSharedRefused && isBlockFeasible ? "block" : SHARED;
        } catch (CommandFailure refused) {
            return SHARED;
        }
    }

    private @Nullable Membership membership() {
        if (fleet.isDirect()) {
            return null;
        }
        try (var book = fleet.book(root.surroundings())) {
            var registration = book.all().get(cluster);
            return new Membership(
                    registration != null, registration != null && registration.getPaused());
        }
    }

    private ClusterFacts unreached(@Nullable Membership membership, @Nullable Obstacle obstacle) {
        return new ClusterFacts(
                cluster,
                membership,
                obstacle,
                false,
                NONE,
                MissingNode.getInstance(),
                NONE,
                List.of(),
                SHARED);
    }

    private static List<String> problems(ManagedCluster api, Workload registry, JsonNode config) {
        var objects = new ArrayList<Observed>();
        if (!registry.deployment().isMissingNode()) {
            objects.add(observed("apps/v1", "Deployment", registry.deployment()));
        }
        registry.pods().forEach(pod -> objects.add(observed("v1", "Pod", pod)));
        for (var kind : List.of("PersistentVolumeClaim", "Event")) {
            listed(api, kind).forEach(one -> objects.add(observed("v1", kind, one)));
        }
        boolean isManaged = config.at("/spec/managementState").asText("").equals("Managed");
        var subject = observed(ProcedureTarget.CONFIG.apiVersion(), "Config", config);
        return RegistryProblems.of(Snapshot.of(objects), subject, isManaged, Instant.now())
                .problems()
                .stream()
                .map(RegistryProblem::message)
                .toList();
    }

    /** What may not be listed says nothing. */
    private static List<? extends JsonNode> listed(ManagedCluster api, String kind) {
        try {
            return api.list("v1", kind, NAMESPACE, "");
        } catch (CommandFailure refused) {
            return List.of();
        }
    }

    private static Observed observed(String apiVersion, String kind, JsonNode object) {
        var name = object.at("/metadata/name").asText("");
        var ref =
                new ObjectRef(apiVersion, kind, object.at("/metadata/namespace").asText(""), name);
        return new Observed(ref, "", "", object);
    }

    private static @Nullable Obstacle obstacle(@Nullable Failure failure) {
        return switch (failure) {
            case null -> null;
            case Rejected rejected when rejected.code() == 404 -> null;
            case Rejected rejected ->
                    new Obstacle(
                            rejected.code() == 401 || rejected.code() == 403, rejected.message());
            case Unanswered unanswered ->
                    new Obstacle(
                            unanswered.why() == Why.BAD_CREDENTIAL
                                    || unanswered.why() == Why.UNTRUSTED,
                            unanswered.message());
        };
    }

    /**
     * An API server names the object that it does not find, but not a kind that it does not know.
     */
    private static boolean hasRegistryApi(@Nullable Rejected notFound) {
        return notFound == null || !notFound.details().path("name").asText("").isEmpty();
    }

    private static Workload workload(ManagedCluster api, String name, String podSelector) {
        var deployment = api.get(new ObjectRef("apps/v1", "Deployment", NAMESPACE, name));
        var pods = new ArrayList<JsonNode>(api.list("v1", "Pod", NAMESPACE, podSelector));
        return new Workload(deployment, pods);
    }

    private static List<String> lines(Diagnosis diagnosis) {
        var lines = new ArrayList<String>();
        for (var step : diagnosis.steps()) {
            lines.add(
                    "%s %s %s"
                            .formatted(
                                    step.good() ? "ok " : "-> ", step.question(), step.answer()));
        }
        lines.add("");
        lines.add("Finding: " + diagnosis.finding());
        if (!diagnosis.nextStep().isEmpty()) {
            lines.add("Next:    " + diagnosis.nextStep());
        }
        return lines;
    }

    private ObjectNode json(Diagnosis diagnosis) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("cluster", cluster).put("healthy", diagnosis.healthy());
        var steps = json.putArray("steps");
        for (var step : diagnosis.steps()) {
            steps.addObject()
                    .put("question", step.question())
                    .put("answer", step.answer())
                    .put("good", step.good());
        }
        return json.put("finding", diagnosis.finding()).put("nextStep", diagnosis.nextStep());
    }
}
