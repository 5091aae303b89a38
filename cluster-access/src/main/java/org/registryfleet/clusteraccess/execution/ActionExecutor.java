package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.api.ApiAnswer;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.kind.ResourceKind;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.Verb;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Carries out one action with one call to its cluster, after reading the secrets it names. Always
 * answers with an outcome, never throws for what a cluster does, and tries nothing twice. No
 * message of an outcome holds a substituted value. Blocks; meant for virtual threads.
 */
public final class ActionExecutor {
    private static final JsonMapper JSON = new JsonMapper();

    private final ClusterConnections connections;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final KindResolver kinds = new KindResolver();

    public ActionExecutor(ClusterConnections connections, InstantSource clock) {
        this(connections, clock, new SecureRandom());
    }

    /** With another source of generated secrets, for runs that must be repeatable. */
    public ActionExecutor(
            ClusterConnections connections, InstantSource clock, RandomGenerator random) {
        this.connections = connections;
        this.clock = clock;
        this.random = random;
    }

    /** The cause is the action's own record. */
    public Outcome execute(Action action, Cause cause) {
        var api = connections.api(action.getCluster());
        if (api.isEmpty()) {
            return outcomes(action, cause)
                    .later(
                            "NotRegistered",
                            "cluster " + action.getCluster() + " is not registered here (yet)",
                            Duration.ofSeconds(1));
        }
        if (action.getVerb() == Verb.NONE) {
            return outcomes(action, cause).refused("BadAction", "the action has no known verb");
        }
        var object = action.getObject();
        return switch (kinds.resolve(api.get(), object.getApiVersion(), object.getKind())) {
            case KindResolver.Known(var kind) -> execute(action, cause, api.get(), kind);
            case KindResolver.Unknown(var failure) ->
                    outcomes(action, cause).of(failure, new Scrubber(Set.of()));
        };
    }

    /** An answer without a call, because the cluster's lane is not open. */
    Outcome later(Action action, Cause cause, String reason, String message, Duration retryAfter) {
        return outcomes(action, cause).later(reason, message, retryAfter);
    }

    /** The connections may be dead while the server is well: the probe goes over a new one. */
    void reconnect(String cluster) {
        connections.api(cluster).ifPresent(ClusterApi::reconnect);
    }

    private Outcome execute(Action action, Cause cause, ClusterApi api, ResourceKind kind) {
        ObjectNode body;
        try {
            body = body(action);
        } catch (JsonProcessingException e) {
            return outcomes(action, cause).refused("BadAction", "the action's body is not JSON");
        }
        var sources = new SecretSources(api, kinds, random);
        var filled = SecretValues.fill(body, action.getSubstitutions(), sources);
        return switch (filled) {
            case Filled.Ready(var ready, var secrets) -> {
                var answer = api.call(ActionRequest.of(action, kind, ready));
                yield outcome(outcomes(action, cause), answer, new Scrubber(secrets));
            }
            case Filled.SourceMissing(var message) ->
                    outcomes(action, cause).later("SourceMissing", message, Duration.ZERO);
            case Filled.SourceUnread(var failure) ->
                    outcomes(action, cause).of(failure, new Scrubber(Set.of()));
            case Filled.Wrong(var message) -> outcomes(action, cause).refused("BadAction", message);
        };
    }

    private static Outcome outcome(Outcomes outcomes, ApiAnswer answer, Scrubber scrubber) {
        return switch (answer) {
            case ApiAnswer.Success(var code, var object) -> outcomes.done(code, object);
            case ApiAnswer.Failure failure -> outcomes.of(failure, scrubber);
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
