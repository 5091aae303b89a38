package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All the fleet's people can ask about one cluster. Bounded: the latest result of each stage and
 * the latest actions and sightings.
 *
 * @param enrolment null for a cluster that is not in the fleet (any more, or not yet read)
 * @param status null before its first one
 * @param switches of its storage
 * @param failures why the rules of a stage cannot decide about it, by stage
 */
public record ClusterRecord(
        String id,
        @Nullable RegisteredCluster enrolment,
        @Nullable ClusterStatusState status,
        Map<StageName, StageResult> results,
        StorageSwitches switches,
        CauseChain trail,
        List<LastObservation> sightings,
        Map<StageName, String> failures) {

    /** How many sightings of a cluster are kept. */
    static final int SIGHTINGS = 60;

    static ClusterRecord of(String id) {
        return new ClusterRecord(
                id,
                null,
                null,
                Map.of(),
                StorageSwitches.NONE,
                CauseChain.empty(),
                List.of(),
                Map.of());
    }

    /** The record after an event. */
    ClusterRecord with(FleetEvent event) {
        return switch (event) {
            case FleetEvent.Enrolled enrolled -> enrolled(enrolled.enrolment());
            case FleetEvent.Left _ -> of(id);
            case FleetEvent.Retracted _ -> this;
            case FleetEvent.Failed failed -> failed(failed.stage(), failed.error());
            case FleetEvent.Resulted resulted -> resulted(resulted.stage(), resulted.result());
            case FleetEvent.Stored stored ->
                    switched(stored).resulted(StageName.STORAGE, stored.result());
            case FleetEvent.Reported reported ->
                    reported(reported.status()).resulted(StageName.STATUS, reported.result());
            case FleetEvent.Asked asked -> trailing(trail.with(asked.action()));
            case FleetEvent.Answered answered -> trailing(trail.with(answered.outcome()));
            case FleetEvent.Sighted sighted -> sighted(sighted.sighting());
        };
    }

    public boolean isEnrolled() {
        return enrolment != null;
    }

    /** The cluster's name for people, its id when it has none. */
    public String displayName() {
        var entry = enrolment;
        return entry == null || entry.displayName().isEmpty() ? id : entry.displayName();
    }

    public Map<String, String> labels() {
        return enrolment == null ? Map.of() : enrolment.labels();
    }

    public boolean isPaused() {
        return enrolment != null && enrolment.paused();
    }

    public boolean isSimulated() {
        return enrolment != null && enrolment.simulated();
    }

    /** The latest actions of a stage, newest first. */
    public List<ActionNote> actionsOf(StageName stage) {
        return trail.actions().stream().filter(action -> action.stage() == stage).toList();
    }

    public Optional<StageResult> resultOf(StageName stage) {
        return Optional.ofNullable(results.get(stage));
    }

    private ClusterRecord failed(StageName stage, String error) {
        var copy = new EnumMap<StageName, String>(StageName.class);
        copy.putAll(failures);
        if (error.isEmpty()) {
            copy.remove(stage);
        } else {
            copy.put(stage, error);
        }
        var after = Collections.unmodifiableMap(copy);
        return new ClusterRecord(id, enrolment, status, results, switches, trail, sightings, after);
    }

    private ClusterRecord enrolled(RegisteredCluster value) {
        return new ClusterRecord(id, value, status, results, switches, trail, sightings, failures);
    }

    private ClusterRecord reported(ClusterStatusState value) {
        return new ClusterRecord(
                id, enrolment, value, results, switches, trail, sightings, failures);
    }

    private ClusterRecord resulted(StageName stage, StageResult result) {
        var copy = new EnumMap<StageName, StageResult>(StageName.class);
        copy.putAll(results);
        copy.put(stage, result);
        return new ClusterRecord(
                id,
                enrolment,
                status,
                Collections.unmodifiableMap(copy),
                switches,
                trail,
                sightings,
                failures);
    }

    private ClusterRecord switched(FleetEvent.Stored event) {
        var after = switches.with(event.result().origin().offset(), event.storage());
        return new ClusterRecord(id, enrolment, status, results, after, trail, sightings, failures);
    }

    private ClusterRecord trailing(CauseChain value) {
        return new ClusterRecord(
                id, enrolment, status, results, switches, value, sightings, failures);
    }

    private ClusterRecord sighted(LastObservation sighting) {
        var kept =
                sightings.subList(Math.max(0, sightings.size() - SIGHTINGS + 1), sightings.size());
        var copy = new ArrayList<>(kept);
        copy.add(sighting);
        return new ClusterRecord(
                id, enrolment, status, results, switches, trail, List.copyOf(copy), failures);
    }
}
