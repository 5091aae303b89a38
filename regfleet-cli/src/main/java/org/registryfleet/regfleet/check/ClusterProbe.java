package org.registryfleet.regfleet.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Failure;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ApiResult.Success;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterobjects.kind.Kinds;
import org.registryfleet.clusterwatcher.right.RequiredRights;
import org.registryfleet.clusterwatcher.right.Right;
import org.registryfleet.regfleet.check.ClusterChecks.Candidate;
import org.registryfleet.regfleet.procedure.ProcedureTarget;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration.Ownership;
import org.registryfleet.statusreporter.decision.RegistryCapability;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks one cluster what it is, what runs in it and what it grants. */
final class ClusterProbe {

    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final ObjectRef VERSION =
            ObjectRef.clusterScoped("config.openshift.io/v1", "ClusterVersion", "version");
    private static final ObjectRef INFRASTRUCTURE =
            ObjectRef.clusterScoped("config.openshift.io/v1", "Infrastructure", "cluster");
    private static final ObjectRef OPERATOR =
            new ObjectRef(
                    "apps/v1",
                    "Deployment",
                    "openshift-image-registry",
                    "cluster-image-registry-operator");
    private static final int RIGHTS_AT_ONCE = 8;

    private final Candidate candidate;
    private final ClusterApi api;
    private String unasked = "";

    ClusterProbe(Candidate candidate, ClusterApi api) {
        this.candidate = candidate;
        this.api = api;
    }

    ClusterCheck look(boolean isWhole) {
        var system = get("/api/v1/namespaces/kube-system");
        if (system instanceof Failure failure && !isOfRights(failure)) {
            return ClusterCheck.unreached(candidate.cluster(), candidate.mode(), failure.message());
        }
        var uid = body(system).at("/metadata/uid").asText("");
        var identified =
                ClusterCheck.unreached(candidate.cluster(), candidate.mode(), "").identified(uid);
        return isWhole ? whole(identified) : identified;
    }

    private ClusterCheck whole(ClusterCheck identified) {
        var version = body(get(VERSION));
        var capability = capability(version);
        var operator = operator();
        var mode = mode(operator);
        var missing = missing(rights(mode));
        return new ClusterCheck(
                candidate.cluster(),
                "",
                identified.uid(),
                version(version),
                capability.name(),
                capability.remedy(),
                operator,
                mode,
                missing,
                unasked,
                null,
                "");
    }

    private static List<Right> rights(Ownership mode) {
        return switch (mode) {
            case OBSERVE -> RequiredRights.toObserve();
            case ASSIST -> RequiredRights.toAssist();
            case AUTO, FULL -> RequiredRights.toDeploy();
        };
    }

    private Ownership mode(OperatorPlace operator) {
        return candidate.mode() == Ownership.AUTO
                ? operator.mayBePresent() ? Ownership.OBSERVE : Ownership.FULL
                : candidate.mode();
    }

    private String version(JsonNode clusterVersion) {
        for (var update : clusterVersion.at("/status/history")) {
            if (update.path("state").asText().equals("Completed")) {
                return update.path("version").asText("");
            }
        }
        return body(get("/version")).path("gitVersion").asText("");
    }

    private record Capability(String name, String remedy) {}

    private Capability capability(JsonNode clusterVersion) {
        var config = ProcedureTarget.CONFIG;
        var answer = get(config);
        // an API server names the object that it does not find, but not a kind it does not know
        boolean isUnserved =
                answer instanceof Rejected rejected
                        && rejected.code() == 404
                        && rejected.details().path("name").asText("").isEmpty();
        if (!isUnserved) {
            boolean isServed = answer instanceof Success || isAbsent(answer);
            return new Capability(isServed ? "Served" : "", "");
        }
        var missing = RegistryCapability.of(new Observed(VERSION, "", "", clusterVersion));
        return new Capability(missing.summary().reason(), missing.remediation());
    }

    private OperatorPlace operator() {
        var deployment = get(OPERATOR);
        if (deployment instanceof Success) {
            return OperatorPlace.IN_CLUSTER;
        }
        var infrastructure = get(INFRASTRUCTURE);
        if (body(infrastructure).at("/status/controlPlaneTopology").asText().equals("External")) {
            return OperatorPlace.HOSTED;
        }
        return isAbsent(deployment)
                        && (infrastructure instanceof Success || isAbsent(infrastructure))
                ? OperatorPlace.NONE
                : OperatorPlace.UNKNOWN;
    }

    /** A slow cluster is asked no faster than it answers. */
    private List<Right> missing(List<Right> rights) {
        var missing = new ArrayList<Right>();
        for (int from = 0; from < rights.size() && unasked.isEmpty(); from += RIGHTS_AT_ONCE) {
            var some = rights.subList(from, Math.min(rights.size(), from + RIGHTS_AT_ONCE));
            var answers = some.stream().map(right -> api.send(review(right))).toList();
            for (int i = 0; i < some.size(); i++) {
                if (!isGranted(answers.get(i))) {
                    missing.add(some.get(i));
                }
            }
        }
        return unasked.isEmpty() ? missing : List.of();
    }

    private boolean isGranted(CompletableFuture<ApiResult> answer) {
        return switch (answer.join()) {
            case Success(_, var review) -> review.at("/status/allowed").asBoolean();
            case Failure failure -> {
                unasked = failure.message();
                yield false;
            }
        };
    }

    private static ApiRequest review(Right right) {
        var review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("verb", right.verb())
                .put("group", right.group())
                .put("resource", right.plural())
                .put("subresource", right.subresource())
                .put("namespace", right.namespace())
                .put("name", right.name());
        return ApiRequest.create(REVIEWS, review);
    }

    private ApiResult get(ObjectRef ref) {
        return get(Kinds.of(ref.apiVersion(), ref.kind()).objectPath(ref.namespace(), ref.name()));
    }

    private ApiResult get(String path) {
        return api.call(ApiRequest.get(path));
    }

    private static JsonNode body(ApiResult answer) {
        return answer instanceof Success(_, var body) ? body : MissingNode.getInstance();
    }

    private static boolean isAbsent(ApiResult answer) {
        return answer instanceof Rejected rejected && rejected.code() == 404;
    }

    /** It answers, though it does not show everything. */
    private static boolean isOfRights(Failure failure) {
        return failure instanceof Rejected rejected
                && (rejected.code() == 403 || rejected.code() == 404);
    }
}
