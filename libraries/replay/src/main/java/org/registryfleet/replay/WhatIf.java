package org.registryfleet.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.ObjectDifferences;
import org.registryfleet.audit.wire.RecordJson;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Decision;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.decision.Upstream;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the real stages on changed inputs, one after the other, and assumes that their writes
 * succeed, until no further write would be issued. Has no side effects.
 */
public final class WhatIf {

    private static final int ROUNDS = 10;

    private final ReplayedStages stages;
    private final String cluster;
    private final Instant now;
    private final Map<String, SpecificRecord> records;
    private Snapshot objects;

    /**
     * @param records the latest record of the registration topic and of each result topic
     * @param now the time of the decisions
     */
    public WhatIf(
            ReplayedStages stages,
            String cluster,
            Iterable<Observed> objects,
            Map<String, SpecificRecord> records,
            Instant now) {
        this.stages = stages;
        this.cluster = cluster;
        this.now = now;
        this.records = new HashMap<>(records);
        var all = new ArrayList<Observed>();
        objects.forEach(all::add);
        this.objects = Snapshot.of(all);
    }

    /** Assumes an object, as a merge patch of the existing one. */
    public void suppose(JsonNode object) {
        objects = Hypothesis.with(objects, object);
    }

    /** The resulting rounds. The last one issues no writes unless the stages do not converge. */
    public List<WhatIfRound> run() {
        var rounds = new ArrayList<WhatIfRound>();
        while (rounds.size() < ROUNDS) {
            var answers = new ArrayList<WhatIfRound.Answer>();
            stages.inOrder().forEach(stage -> answers.add(ask(stage)));
            var round = new WhatIfRound(answers);
            rounds.add(round);
            if (round.isQuiet()) {
                break;
            }
            answers.forEach(
                    answer ->
                            answer.writes()
                                    .forEach(write -> objects = Hypothesis.after(objects, write)));
        }
        return List.copyOf(rounds);
    }

    private <R> WhatIfRound.Answer ask(StageDefinition<R> definition) {
        var view = view(definition);
        var decision = definition.stage().decide(view, now);
        var before = json(records.get(definition.resultTopic()));
        var result = decision.result();
        if (result != null) {
            records.put(
                    definition.resultTopic(),
                    definition.codec().encode(cluster, result, unrecorded()));
        }
        var after = json(records.get(definition.resultTopic()));
        var writes = new ArrayList<Change>();
        if (definition.actionsTopic() != null) {
            decision.desired()
                    .forEach(one -> Drift.between(one, view.objects()).ifPresent(writes::add));
        }
        return new WhatIfRound.Answer(
                definition.stage().name(),
                decision.rule(),
                decision.reason(),
                after,
                ObjectDifferences.between(before, after),
                writes);
    }

    private <R> View<R> view(StageDefinition<R> definition) {
        var upstream = Upstream.none();
        for (var topic : definition.upstream().keySet()) {
            var record = records.get(topic);
            var mapping = definition.upstream().get(topic);
            if (record != null && mapping != null) {
                upstream = upstream.with(mapping.apply(record));
            }
        }
        var last = records.get(definition.resultTopic());
        var view =
                View.<R>of(cluster)
                        .withRegistration(registration())
                        .withComplete(true)
                        .withContact(new Connectivity(Connectivity.State.CONNECTED, null, ""))
                        .withObjects(objects.keeping(definition.stage()::concerns));
        var known = view.withUpstream(upstream);
        return last == null ? known : known.withPrevious(definition.codec().decode(last));
    }

    private Registration registration() {
        if (records.get(Topics.CLUSTERS) instanceof ClusterRegistration entry) {
            var registration =
                    new Registration(
                            cluster,
                            entry.getDisplayName(),
                            entry.getLabels(),
                            Registration.Ownership.valueOf(entry.getMode().name()),
                            entry.getPaused(),
                            entry.getHibernating(),
                            entry.getPolicy());
            return entry.getAdmission() == Admission.ADMITTED ? registration : registration.held();
        }
        return new Registration(
                cluster, cluster, Map.of(), Registration.Ownership.AUTO, false, Map.of());
    }

    private Decision unrecorded() {
        return Decision.newBuilder()
                .setRule("what-if")
                .setReason("")
                .setDecidedAt(now)
                .setBasis(List.of())
                .build();
    }

    private static JsonNode json(@Nullable SpecificRecord record) {
        return record == null ? MissingNode.getInstance() : RecordJson.of(record);
    }
}
