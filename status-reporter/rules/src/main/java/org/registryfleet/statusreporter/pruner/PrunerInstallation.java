package org.registryfleet.statusreporter.pruner;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;

/** Whether a cluster's pruner is installed, according to its CronJob. */
public enum PrunerInstallation {
    /** The cluster is not fully observed. */
    UNKNOWN,
    NOT_INSTALLED,
    SUSPENDED,
    ENABLED;

    /** Derives it from the view of the cluster. */
    public static PrunerInstallation of(View<?> view, ObjectRef cronJob) {
        boolean isHidden = view.unreadable().stream().anyMatch(part -> part.covers(cronJob));
        if (!view.complete() || isHidden) {
            return UNKNOWN;
        }
        return view.find(cronJob)
                .map(job -> job.spec().path("suspend").asBoolean(false) ? SUSPENDED : ENABLED)
                .orElse(NOT_INSTALLED);
    }
}
