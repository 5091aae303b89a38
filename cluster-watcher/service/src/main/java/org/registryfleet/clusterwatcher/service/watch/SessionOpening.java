package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusterwatcher.service.resume.ResumePoint;
import org.registryfleet.clusterwatcher.service.resume.WatchKeys;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.WatchState;
import org.registryfleet.events.WatchedRow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens a session from a {@link ResumePoint}: marks how it relates to the previous session and
 * starts every reflector by list or by watch.
 */
record SessionOpening(ClusterWatch cluster, WatchSession session, List<Reflector> reflectors) {

    void by(ResumePoint known) {
        switch (known) {
            case ResumePoint.First() -> reflectors.forEach(Reflector::start);
            case ResumePoint.Anew(var ended, var why) -> {
                cluster.initialSync().restarted();
                session.follow(ObservationType.GAP, ended, "not continued: " + why);
                reflectors.forEach(Reflector::start);
            }
            case ResumePoint.Restored(var ended, var why, var rows) -> {
                cluster.initialSync().restarted();
                session.restored(ended, why + "; what happened since then cannot be known");
                replace(byWatch(rows));
            }
            case ResumePoint.Continued(var state) -> resume(state);
        }
    }

    private void replace(Map<ObjectKey, WatchedRow> before) {
        for (var reflector : reflectors) {
            var row = before.get(WatchKeys.of(reflector.watched()));
            if (row != null) {
                reflector.replace(row);
            }
            reflector.start();
        }
    }

    private void resume(WatchState state) {
        cluster.initialSync().resume(state.getListedAt());
        cluster.restoreCheck().resume(state);
        session.follow(
                ObservationType.RESUMED,
                new ResumePoint.Continued(state).ended(),
                "every watch goes on from its last version, or marks a gap");
        if (state.getContactLost()) {
            cluster.contact().resumeLost();
        }
        var rows = byWatch(state.getRows());
        for (var reflector : reflectors) {
            resume(reflector, rows.get(WatchKeys.of(reflector.watched())));
        }
        cluster.context().listener().resumed(cluster.id());
    }

    private static void resume(Reflector reflector, @Nullable WatchedRow row) {
        if (row == null) {
            reflector.start();
        } else {
            reflector.resume(row);
        }
    }

    private static Map<ObjectKey, WatchedRow> byWatch(List<WatchedRow> rows) {
        var byWatch = new HashMap<ObjectKey, WatchedRow>();
        rows.forEach(row -> byWatch.put(row.getWatched(), row));
        return byWatch;
    }
}
