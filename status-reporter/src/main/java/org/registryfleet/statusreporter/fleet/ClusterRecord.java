package org.registryfleet.statusreporter.fleet;

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
 */
public record ClusterRecord(
        String id,
        @Nullable Enrolment enrolment,
        @Nullable ClusterStatusState status,
        Map<StageName, StageResult> results,
        StorageSwitches switches,
        Trail trail,
        List<Sighting> sightings) {

    /** How many sightings of a cluster are kept. */
    static final int SIGHTINGS = 60;

    static ClusterRecord of(String id) {
        return new ClusterRecord(
                id, null, null, Map.of(), StorageSwitches.NONE, Trail.empty(), List.of());
    }

    /** The record after an event. */
    ClusterRecord with(FleetEvent event) {
        return switch (event) {
            case FleetEvent.Enrolled enrolled -> enrolled(enrolled.enrolment());
            case FleetEvent.Left _ -> of(id);
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

    private ClusterRecord enrolled(Enrolment value) {
        return new ClusterRecord(id, value, status, results, switches, trail, sightings);
    }

    private ClusterRecord reported(ClusterStatusState value) {
        return new ClusterRecord(id, enrolment, value, results, switches, trail, sightings);
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
                sightings);
    }

    private ClusterRecord switched(FleetEvent.Stored event) {
        var after = switches.with(event.result().origin().offset(), event.storage());
        return new ClusterRecord(id, enrolment, status, results, after, trail, sightings);
    }

    private ClusterRecord trailing(Trail value) {
        return new ClusterRecord(id, enrolment, status, results, switches, value, sightings);
    }

    private ClusterRecord sighted(Sighting sighting) {
        var kept =
                sightings.subList(Math.max(0, sightings.size() - SIGHTINGS + 1), sightings.size());
        var copy = new ArrayList<>(kept);
        copy.add(sighting);
        return new ClusterRecord(
                id, enrolment, status, results, switches, trail, List.copyOf(copy));
    }
}
