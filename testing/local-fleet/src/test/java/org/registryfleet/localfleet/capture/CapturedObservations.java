package org.registryfleet.localfleet.capture;

import org.registryfleet.events.GapCause;
import org.registryfleet.events.Observation;

/** Observations of the log, as far as completeness goes. */
public final class CapturedObservations {

    private CapturedObservations() {}

    public static Captured of(Observation observation) {
        return new Captured(
                observation.getSession(),
                observation.getEpoch(),
                observation.getSequence(),
                sort(observation),
                subject(observation),
                observation.getResumedSession(),
                observation.getResumedSequence());
    }

    private static Captured.Sort sort(Observation observation) {
        return switch (observation.getType()) {
            case GAP -> Captured.Sort.GAP;
            case RESYNC -> Captured.Sort.RESYNC;
            case SYNCED -> Captured.Sort.SYNCED;
            case RESUMED -> Captured.Sort.RESUMED;
            case ADDED, MODIFIED, DELETED, CONTACT_LOST, CONTACT_RESTORED, CREDENTIAL, UNKNOWN ->
                    Captured.Sort.CONTENT;
        };
    }

    // markers from before watches were named say which one only in their text
    private static String subject(Observation observation) {
        var object = observation.getObject();
        if (object != null) {
            var watch =
                    String.join(
                            "/",
                            object.getApiVersion(),
                            object.getKind(),
                            object.getNamespace(),
                            object.getName());
            // the watch of one object has the object's name
            return observation.getGap() == GapCause.TOO_LARGE ? watch + " (too large)" : watch;
        }
        var detail = observation.getDetail();
        return observation.getEpoch() == 0 && detail.indexOf(':') > 0
                ? detail.substring(0, detail.indexOf(':'))
                : "";
    }
}
