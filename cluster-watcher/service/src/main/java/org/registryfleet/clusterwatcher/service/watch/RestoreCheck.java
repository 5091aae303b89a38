package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.events.WatchState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Detects that etcd was restored from a snapshot or that another cluster answers. After a restore
 * the API server accepts a watch from a resourceVersion that does not exist yet and stays silent.
 * etcd is not restored under running API servers, so all watches break first: when they do, and
 * when the whole cluster is silent, the check asks for the cluster's identity and for the
 * resourceVersion of a consistent list. Confined to the cluster's executor.
 */
final class RestoreCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreCheck.class);
    private static final long TOGETHER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ClusterWatch cluster;
    private final Map<Reflector, Long> broken = new HashMap<>();
    private final PacedComparison comparison;
    private final WatchBackoff backoff;
    private final List<Runnable> held = new ArrayList<>();
    private ClusterIdentity identity = ClusterIdentity.UNKNOWN;
    private boolean due;
    private int doubts;
    private boolean inquiring;
    private boolean forbiddenLogged;
    private long heardAt = System.nanoTime();

    /**
     * The cluster's answers to one inquiry.
     *
     * @param list null when nothing is watched yet
     */
    record Inquiry(String authority, ApiResult system, @Nullable ApiResult list) {}

    RestoreCheck(ClusterWatch cluster) {
        this.cluster = cluster;
        this.backoff = new WatchBackoff(cluster.context().settings());
        this.comparison = new PacedComparison(cluster);
    }

    ClusterIdentity identity() {
        return identity;
    }

    /** A session begins; nothing is known yet that could be checked. */
    void begin() {
        broken.clear();
        held.clear();
        comparison.begin();
        inquiring = false;
        doubts = 0;
        due = true;
    }

    /** The session resumes another one, all of whose watches have ended. */
    void resume(WatchState state) {
        identity = new ClusterIdentity(state.getClusterUid(), state.getAuthority());
        doubts++;
        comparison.later();
    }

    /** A watch has ended, for whatever reason. */
    void broke(Reflector reflector) {
        var now = System.nanoTime();
        broken.put(reflector, now);
        if (watches().stream().allMatch(one -> isRecent(broken.get(one), now))) {
            broken.clear();
            due = true;
            doubts++;
            comparison.later();
        }
    }

    /**
     * Runs the step unless the cluster was restored, which expires watches, too: then one gap tells
     * why for all of them, and a new session drops the step.
     */
    void unlessRestored(Runnable step) {
        held.add(step);
        doubts++;
        due = true;
        answered();
    }

    /** The API server has accepted a call, so a due inquiry can be sent. */
    void answered() {
        if (due && !inquiring) {
            ask();
        }
    }

    /** A watch has received a line. */
    void heard() {
        heardAt = System.nanoTime();
    }

    /** Inquires when the whole cluster is silent, before its watches are reopened. */
    void tick(long now) {
        var limit = cluster.context().settings().silenceLimit().toNanos();
        if (now - heardAt >= limit / 2 && !inquiring && !watches().isEmpty()) {
            heardAt = now;
            doubts++;
            ask();
        }
    }

    PacedComparison comparison() {
        return comparison;
    }

    private List<Reflector> watches() {
        return cluster.reflectors().stream().filter(Reflector::canResume).toList();
    }

    private static boolean isRecent(@Nullable Long at, long now) {
        return at != null && now - at <= TOGETHER_NANOS;
    }

    private void ask() {
        inquiring = true;
        var newest = doubts > 0 ? newest() : null;
        var version = newest == null ? "" : newest.version();
        var doubtsThen = doubts;
        cluster.requests()
                .inquire(
                        newest == null ? null : newest.watched(),
                        cluster.ifCurrent(inquiry -> judge(inquiry, newest, version, doubtsThen)));
    }

    // a session that starts with lists needs no other list to compare with
    private @Nullable Reflector newest() {
        return watches().stream()
                .reduce(
                        (one, other) ->
                                ResourceVersions.isBefore(one.version(), other.version())
                                        ? other
                                        : one)
                .orElse(null);
    }

    private void judge(Inquiry inquiry, @Nullable Reflector asked, String version, int doubtsThen) {
        inquiring = false;
        if (isUnanswered(inquiry.system()) || isUnanswered(inquiry.list())) {
            due = true;
            cluster.schedule(backoff.next(), cluster.ifCurrent(this::answered));
            return;
        }
        // doubts raised since the inquiry was sent are not settled by its answer
        due = doubts != doubtsThen;
        doubts -= doubtsThen;
        backoff.reset();
        var now = new ClusterIdentity(uid(inquiry.system()), inquiry.authority());
        var sign = identity.sign(now).or(() -> older(inquiry.list(), asked, version));
        boolean isOtherAuthority = identity.hasOtherAuthority(now);
        if (!identity.and(now).equals(identity)) {
            identity = identity.and(now);
            cluster.checkpoint().moved();
        }
        if (sign.isPresent()) {
            cluster.restored(sign.get());
            return;
        }
        if (isOtherAuthority) {
            comparison.later();
        }
        answered();
        if (!due && !inquiring) {
            var steps = List.copyOf(held);
            held.clear();
            steps.forEach(Runnable::run);
        }
    }

    private static Optional<RestoreSign> older(
            @Nullable ApiResult list, @Nullable Reflector asked, String version) {
        if (asked == null || !(list instanceof ApiResult.Success(_, var body))) {
            return Optional.empty();
        }
        var found = WatchEvent.version(body);
        return ResourceVersions.isBefore(found, version)
                ? Optional.of(
                        new RestoreSign.OlderVersion(asked.watched().description(), version, found))
                : Optional.empty();
    }

    private String uid(ApiResult system) {
        return switch (system) {
            case ApiResult.Success(_, var body) -> body.at("/metadata/uid").asText();
            case ApiResult.Rejected rejected -> {
                if (rejected.code() == 403 && !forbiddenLogged) {
                    forbiddenLogged = true;
                    LOG.warn(
                            "cluster {}: whether another cluster answers at its address cannot be"
                                    + " told by the uid of namespace kube-system, which the fleet"
                                    + " may not get: {}",
                            cluster.id(),
                            rejected.message());
                }
                yield "";
            }
            case ApiResult.Unanswered _ -> "";
        };
    }

    // a refusal or a 404 proves nothing; a temporary failure is retried
    private static boolean isUnanswered(@Nullable ApiResult answer) {
        return answer instanceof ApiResult.Unanswered
                || (answer instanceof ApiResult.Rejected rejected
                        && (rejected.code() == 401
                                || rejected.code() == 429
                                || rejected.code() >= 500));
    }
}
