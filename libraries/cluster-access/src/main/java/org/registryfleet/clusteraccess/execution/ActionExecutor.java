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
 * Carries out one action with one call to its cluster, after reading the secrets it names. Always
 * answers with an outcome, never throws for what a cluster does, and tries nothing twice. No
 * message of an outcome holds a substituted value. Blocks; meant for virtual threads.
 */
public final class ActionExecutor {
    /** What is shorter stands in other words by chance. */
    private static final int SHORTEST_SECRET = 8;

    private static final JsonMapper JSON = new JsonMapper();

    /** The group of {@code ObjectRef.OUTSIDE} in the stages. */
    private static final String OUTSIDE = "outside.registryfleet.org/";

    private final ClusterConnections connections;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ExternalResourceExecutor outside;
    private final KindResolver kinds = new KindResolver();
    private final ServiceAccountTokens tokens;

    public ActionExecutor(ClusterConnections connections, InstantSource clock) {
        this(connections, clock, new SecureRandom(), ExternalResourceExecutor.NONE);
    }

    /** Also for actions outside the cluster. */
    public ActionExecutor(
            ClusterConnections connections, InstantSource clock, ExternalResourceExecutor outside) {
        this(connections, clock, new SecureRandom(), outside);
    }

    /** With another source of generated secrets, for runs that must be repeatable. */
    public ActionExecutor(
            ClusterConnections connections, InstantSource clock, RandomGenerator random) {
        this(connections, clock, random, ExternalResourceExecutor.NONE);
    }

    private ActionExecutor(
            ClusterConnections connections,
            InstantSource clock,
            RandomGenerator random,
            ExternalResourceExecutor outside) {
        this.connections = connections;
        this.clock = clock;
        this.random = random;
        this.outside = outside;
        this.tokens = new ServiceAccountTokens(clock);
    }

    /** The cause is the action's own record. */
    public Outcome execute(Action action, Cause cause) {
        var api = connections.api(action.getCluster());
        if (api.isEmpty()) {
            return unregistered(action, cause);
        }
        if (action.getVerb() == Verb.NONE) {
            return outcomes(action, cause).refused("BadAction", "the action has no known verb");
        }
        var object = action.getObject();
        if (isOutside(action)) {
            return outside(action, cause, api.get());
        }
        return switch (kinds.resolve(api.get(), object.getApiVersion(), object.getKind())) {
            case KindResolver.Known(var kind) -> execute(action, cause, api.get(), kind);
            case KindResolver.Unknown(var failure) ->
                    outcomes(action, cause).of(failure, new MessageRedaction(Set.of()));
        };
    }

    boolean isRegistered(String cluster) {
        return connections.api(cluster).isPresent();
    }

    Outcome unregistered(Action action, Cause cause) {
        var message = "cluster " + action.getCluster() + " is not registered here (yet)";
        return later(action, cause, "NotRegistered", message, Duration.ofSeconds(1));
    }

    /** An answer without a call, because the cluster's lane is not open. */
    Outcome later(Action action, Cause cause, String reason, String message, Duration retryAfter) {
        return outcomes(action, cause).later(reason, message, retryAfter);
    }

    /** The connections may be dead while the server is well: the probe goes over a new one. */
    void reconnect(String cluster) {
        connections.api(cluster).ifPresent(ClusterApi::reconnect);
    }

    /** Whether the action is about something that the cluster's API server does not know. */
    static boolean isOutside(Action action) {
        return action.getObject().getApiVersion().startsWith(OUTSIDE);
    }

    private Outcome outside(Action action, Cause cause, ClusterApi api) {
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
                var scrubber = new MessageRedaction(secrets);
                yield unkept(answer, api, body)
                        .map(failure -> outcomes(action, cause).of(failure, scrubber))
                        .orElseGet(() -> outcomes(action, cause).of(answer, body, scrubber));
            }
            case ResolvedBody.SourceMissing(var message) ->
                    outcomes(action, cause).later("SourceMissing", message, Duration.ZERO);
            case ResolvedBody.SourceUnread(var failure) ->
                    outcomes(action, cause).of(failure, new MessageRedaction(Set.of()));
            case ResolvedBody.Wrong(var message) ->
                    outcomes(action, cause).refused("BadAction", message);
        };
    }

    /** Why the keys of an answer could not be kept in the cluster, if so. */
    private static Optional<ApiResult.Failure> unkept(
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
        var answer = outside.carryOut(call);
        switch (answer) {
            case ExternalResourceResult.Done(_, var keys, _) ->
                    keys.values().stream()
                            .filter(value -> value.length() >= SHORTEST_SECRET)
                            .forEach(secrets::add);
            case ExternalResourceResult.Failed failed when failed.isRefused() -> tokens.forget(api);
            case ExternalResourceResult.Failed _ -> {
                // the token may have been accepted
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
            case ResolvedBody.SourceUnread(var failure) ->
                    outcomes(action, cause).of(failure, new MessageRedaction(Set.of()));
            case ResolvedBody.Wrong(var message) ->
                    outcomes(action, cause).refused("BadAction", message);
        };
    }

    private static Outcome outcome(
            Outcomes outcomes, ApiResult answer, ObjectNode sent, MessageRedaction scrubber) {
        return switch (answer) {
            case ApiResult.Success(var code, var object) -> outcomes.done(code, sent, object);
            case ApiResult.Failure failure -> outcomes.of(failure, scrubber);
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
