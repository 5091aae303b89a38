package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterobjects.kind.ResourceKind;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.Verb;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Executes one action with one call to its cluster, after resolving the secrets it references.
 * Always returns an outcome: never throws for what a cluster does, and never retries, which is up
 * to the stage. No message of an outcome contains a secret. Blocks; meant for virtual threads.
 */
public final class ActionExecutor {
    /** Shorter values are likely to occur in unrelated text. */
    private static final int SHORTEST_SECRET = 8;

    /** How much the clocks of a stage and its executors may differ. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final JsonMapper JSON = new JsonMapper();

    /** The API group of external resources; {@code ObjectRef.OUTSIDE} in the stages. */
    private static final String EXTERNAL = "outside.registryfleet.org/";

    private final ClusterConnections connections;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ExternalResourceExecutor external;
    private final KindResolver kinds = new KindResolver();
    private final ServiceAccountTokens tokens;

    public ActionExecutor(ClusterConnections connections, InstantSource clock) {
        this(connections, clock, new SecureRandom(), ExternalResourceExecutor.NONE);
    }

    /** Also executes actions on external resources. */
    public ActionExecutor(
            ClusterConnections connections,
            InstantSource clock,
            ExternalResourceExecutor external) {
        this(connections, clock, new SecureRandom(), external);
    }

    /** Takes another source of generated secrets, for deterministic runs. */
    public ActionExecutor(
            ClusterConnections connections, InstantSource clock, RandomGenerator random) {
        this(connections, clock, random, ExternalResourceExecutor.NONE);
    }

    private ActionExecutor(
            ClusterConnections connections,
            InstantSource clock,
            RandomGenerator random,
            ExternalResourceExecutor external) {
        this.connections = connections;
        this.clock = clock;
        this.random = random;
        this.external = external;
        this.tokens = new ServiceAccountTokens(clock);
    }

    /** Executes the action; {@code cause} refers to the action's own record. */
    public Outcome execute(Action action, Cause cause) {
        var api = connections.api(action.getCluster());
        if (api.isEmpty()) {
            return unregistered(action, cause);
        }
        if (connections.isObserved(action.getCluster())) {
            // decided before the mode changed, or by a process that does not know the mode yet
            return outcomes(action, cause)
                    .refused("ObserveOnly", "the cluster is registered with mode observe");
        }
        if (action.getVerb() == Verb.NONE) {
            return outcomes(action, cause).refused("BadAction", "the action has no known verb");
        }
        if (isOverdue(action)) {
            var message = "the deadline of the create has passed: its stage decides anew";
            return later(action, cause, "DeadlinePassed", message, Duration.ZERO);
        }
        var object = action.getObject();
        if (isExternal(action)) {
            return external(action, cause, api.get());
        }
        return switch (kinds.resolve(api.get(), object.getApiVersion(), object.getKind())) {
            case KindResolver.Known(var kind) -> execute(action, cause, api.get(), kind);
            case KindResolver.Unknown(var failure) ->
                    outcomes(action, cause).of(failure, new MessageRedaction(Set.of()));
        };
    }

    /**
     * A create has no precondition but that its object is missing: delivered again after a crash it
     * would undo a deletion by a user. After the deadline the stage issues another one if need be.
     */
    private boolean isOverdue(Action action) {
        return action.getVerb() == Verb.CREATE
                && clock.instant().isAfter(action.getDeadline().plus(CLOCK_TOLERANCE));
    }

    boolean isRegistered(String cluster) {
        return connections.api(cluster).isPresent();
    }

    Outcome unregistered(Action action, Cause cause) {
        var message = "cluster " + action.getCluster() + " is not registered here (yet)";
        return later(action, cause, "NotRegistered", message, Duration.ofSeconds(1));
    }

    /** An outcome without a call, for example because the cluster's circuit breaker is open. */
    Outcome later(Action action, Cause cause, String reason, String message, Duration retryAfter) {
        return outcomes(action, cause).later(reason, message, retryAfter);
    }

    /**
     * Reopens the connections, which may be dead while the server is healthy: the probe uses a new
     * one.
     */
    void reconnect(String cluster) {
        connections.api(cluster).ifPresent(ClusterApi::reconnect);
    }

    /**
     * Whether the action is on an external resource, which the cluster's API server does not know.
     */
    static boolean isExternal(Action action) {
        return action.getObject().getApiVersion().startsWith(EXTERNAL);
    }

    private Outcome external(Action action, Cause cause, ClusterApi api) {
        ObjectNode body;
        try {
            body = body(action);
        } catch (JsonProcessingException e) {
            return outcomes(action, cause).refused("BadAction", "the action's body is not JSON");
        }
        var sources = new SecretResolver(api, kinds, random);
        return switch (SecretInjection.fill(body.deepCopy(), action.getSubstitutions(), sources)) {
            case ResolvedBody.Ready(var ready, var secrets) -> {
                var answer = carryOut(action, api, ready, secrets);
                var redaction = new MessageRedaction(secrets);
                yield storeKeys(answer, api, body)
                        .map(failure -> outcomes(action, cause).of(failure, redaction))
                        .orElseGet(() -> outcomes(action, cause).of(answer, body, redaction));
            }
            case ResolvedBody.SourceMissing(var message) ->
                    outcomes(action, cause).later("SourceMissing", message, Duration.ZERO);
            case ResolvedBody.SourceChanged(var message) ->
                    outcomes(action, cause).later("SourceChanged", message, Duration.ZERO);
            case ResolvedBody.SourceUnread(var failure) ->
                    outcomes(action, cause).of(failure, new MessageRedaction(Set.of()));
            case ResolvedBody.Wrong(var message) ->
                    outcomes(action, cause).refused("BadAction", message);
        };
    }

    /** Stores the keys of a result in the cluster; returns the failure, if any. */
    private static Optional<ApiResult.Failure> storeKeys(
            ExternalResourceResult answer, ClusterApi api, ObjectNode body) {
        return answer instanceof ExternalResourceResult.Done(_, var keys, _)
                ? ProviderKeySecrets.of(api, body).keep(keys)
                : Optional.empty();
    }

    private ExternalResourceResult carryOut(
            Action action, ClusterApi api, ObjectNode wanted, Set<String> secrets) {
        var object = action.getObject();
        var call =
                new ExternalResourceRequest(
                        action.getCluster(),
                        object.getKind(),
                        object.getName(),
                        wanted,
                        identity -> {
                            var token = tokens.token(api, identity);
                            if (token instanceof IdentityTokens.Token.Issued(var value)) {
                                secrets.add(value);
                            }
                            return token;
                        });
        var answer = external.carryOut(call);
        switch (answer) {
            case ExternalResourceResult.Done(_, var keys, _) ->
                    keys.values().stream()
                            .filter(value -> value.length() >= SHORTEST_SECRET)
                            .forEach(secrets::add);
            case ExternalResourceResult.Failed failed when failed.isRefused() -> tokens.forget(api);
            case ExternalResourceResult.Failed _ -> {
                // nothing shows that the token was refused
            }
        }
        return answer;
    }

    private Outcome execute(Action action, Cause cause, ClusterApi api, ResourceKind kind) {
        ObjectNode body;
        try {
            body = body(action);
        } catch (JsonProcessingException e) {
            return outcomes(action, cause).refused("BadAction", "the action's body is not JSON");
        }
        var sources = new SecretResolver(api, kinds, random);
        var filled = SecretInjection.fill(body, action.getSubstitutions(), sources);
        return switch (filled) {
            case ResolvedBody.Ready(var ready, var secrets) -> {
                var answer = api.call(ActionRequest.of(action, kind, ready));
                yield outcome(
                        outcomes(action, cause), answer, ready, new MessageRedaction(secrets));
            }
            case ResolvedBody.SourceMissing(var message) ->
                    outcomes(action, cause).later("SourceMissing", message, Duration.ZERO);
            case ResolvedBody.SourceChanged(var message) ->
                    outcomes(action, cause).later("SourceChanged", message, Duration.ZERO);
            case ResolvedBody.SourceUnread(var failure) ->
                    outcomes(action, cause).of(failure, new MessageRedaction(Set.of()));
            case ResolvedBody.Wrong(var message) ->
                    outcomes(action, cause).refused("BadAction", message);
        };
    }

    private static Outcome outcome(
            Outcomes outcomes, ApiResult answer, ObjectNode sent, MessageRedaction redaction) {
        return switch (answer) {
            case ApiResult.Success(var code, var object) -> outcomes.done(code, sent, object);
            case ApiResult.Failure failure -> outcomes.of(failure, redaction);
        };
    }

    private static ObjectNode body(Action action) throws JsonProcessingException {
        return action.getBody().isEmpty()
                ? JsonNodeFactory.instance.objectNode()
                : JSON.readValue(action.getBody(), ObjectNode.class);
    }

    private Outcomes outcomes(Action action, Cause cause) {
        return new Outcomes(action, cause, clock.instant());
    }
}
