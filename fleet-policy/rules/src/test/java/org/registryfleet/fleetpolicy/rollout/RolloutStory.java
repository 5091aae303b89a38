package org.registryfleet.fleetpolicy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Mode;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Step;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rollouts over simulated clusters in virtual time. Every fact stands in a journal. */
final class RolloutStory {

    final FleetRollouts rollouts = new FleetRollouts();
    final List<PolicyFact> journal = new ArrayList<>();
    final List<List<PolicyChange>> changes = new ArrayList<>();
    final SortedMap<String, Cluster> clusters = new TreeMap<>();
    final SortedMap<String, RolloutReport> reports = new TreeMap<>();
    Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private int commands;

    /** A cluster with the stage that writes what it is assigned. */
    static final class Cluster {
        final Map<String, String> labels;
        final SortedMap<SpecField, String> values = new TreeMap<>();
        final Map<SpecField, String> before = new TreeMap<>();
        List<AssignedField> assigned = List.of();
        boolean reachable = true;
        boolean writable = true;

        /** Its values are not written, as with a claim that stays pending. */
        boolean stuck;

        /** Its registry does not come up with what is written. */
        boolean breaks;

        /** A person holds its values. */
        boolean held;

        String summary = "Available";
        int writes;

        Cluster(Map<String, String> labels) {
            this.labels = labels;
        }

        boolean has(String field, String value) {
            return value.equals(values.get(new SpecField(SpecField.Subject.CONFIG, field)));
        }

        void work() {
            if (!reachable) {
                return;
            }
            for (var field : assigned) {
                var wanted = field.value().toString();
                var mode = field.source().mode();
                if (mode == Mode.ENFORCE && !held && writable) {
                    before.putIfAbsent(field.field(), values.getOrDefault(field.field(), "null"));
                    if (!stuck) {
                        write(field.field(), wanted);
                    }
                } else if (mode == Mode.RESTORE && before.containsKey(field.field())) {
                    write(field.field(), Objects.requireNonNull(before.remove(field.field())));
                }
            }
        }

        private void write(SpecField field, String value) {
            if (!value.equals(values.put(field, value))) {
                writes++;
                summary = breaks ? "Degraded" : "Available";
            }
        }

        PolicyTarget target() {
            return new PolicyTarget(
                    labels,
                    "VSphere",
                    false,
                    reachable,
                    writable,
                    summary,
                    true,
                    assigned.stream().map(this::verdict).toList());
        }

        private FieldVerdict verdict(AssignedField field) {
            var source = field.source();
            boolean isMet = field.value().toString().equals(values.get(field.field()));
            var state =
                    source.mode() == Mode.RESTORE
                            ? FieldVerdict.State.RESTORED
                            : isMet
                                    ? FieldVerdict.State.COMPLIANT
                                    : held
                                            ? FieldVerdict.State.REFUSED
                                            : source.mode() == Mode.ENFORCE
                                                    ? FieldVerdict.State.PENDING
                                                    : FieldVerdict.State.NON_COMPLIANT;
            return new FieldVerdict(
                    field.field(), source.policy(), source.version(), state, "", false, "", 0);
        }
    }

    RolloutStory cluster(String name, String... labels) {
        var map = new TreeMap<String, String>();
        for (var label : labels) {
            map.put(
                    label.substring(0, label.indexOf('=')),
                    label.substring(label.indexOf('=') + 1));
        }
        var cluster = new Cluster(map);
        cluster.values.put(SpecField.REPLICAS, "2");
        clusters.put(name, cluster);
        return this;
    }

    /** Clusters c01, c02 and so on, of which the first ones are canaries. */
    RolloutStory fleet(int size, int canaries) {
        for (int number = 1; number <= size; number++) {
            var name = "c%02d".formatted(number);
            if (number <= canaries) {
                cluster(name, "env=edge", "canary=true");
            } else {
                cluster(name, "env=edge");
            }
        }
        return this;
    }

    Cluster at(String name) {
        return Objects.requireNonNull(clusters.get(name), name);
    }

    RolloutStory leave(String name) {
        clusters.remove(name);
        take(new PolicyFact.Left(now, name));
        return run();
    }

    /** Applies the policy with the consent that enforcing takes; answers why it was refused. */
    String apply(JsonNode policy) {
        return apply(policy, "confirmed");
    }

    String apply(JsonNode policy, String consent) {
        var name = policy.at("/metadata/name").asText();
        var report = reports.get(name);
        long version = report == null ? 0 : report.version();
        take(new PolicyFact.Applied(now, command(name), policy.toString(), version, consent));
        return answer(name);
    }

    String step(String policy, Step step, String stage, String... clusters) {
        take(
                new PolicyFact.Stepped(
                        now,
                        command(policy),
                        step,
                        report(policy).version(),
                        stage,
                        new TreeSet<>(List.of(clusters))));
        return answer(policy);
    }

    void delete(String policy) {
        take(new PolicyFact.Deleted(now, command(policy)));
        run();
    }

    private Command command(String policy) {
        return new Command("k" + ++commands, policy, "alice", "it is time");
    }

    private String answer(String policy) {
        run();
        var report = reports.get(policy);
        return report == null ? "none" : report.answer().refusal();
    }

    RolloutReport report(String policy) {
        return Objects.requireNonNull(reports.get(policy), policy);
    }

    /** How many clusters of the policy's rollout stand like that. */
    int count(String policy, Progress progress) {
        return report(policy).stages().stream()
                .mapToInt(stage -> stage.clusters().getOrDefault(progress, 0))
                .sum();
    }

    /** How many clusters have the value. */
    long have(String field, String value) {
        return clusters.values().stream().filter(one -> one.has(field, value)).count();
    }

    int writes() {
        return clusters.values().stream().mapToInt(one -> one.writes).sum();
    }

    RolloutStory pass(Duration time) {
        var end = now.plus(time);
        run();
        for (var due = rollouts.due(); due != null && !due.isAfter(end); due = rollouts.due()) {
            now = due.isAfter(now) ? due : now;
            run();
        }
        now = end;
        return run();
    }

    /** Until nothing happens without time passing. */
    RolloutStory run() {
        for (int round = 0; round < 1000; round++) {
            boolean isNews = false;
            for (var entry : clusters.entrySet()) {
                entry.getValue().work();
                var target = entry.getValue().target();
                if (!target.equals(rollouts.target(entry.getKey()))) {
                    take(new PolicyFact.Seen(now, entry.getKey(), target));
                    isNews = true;
                }
            }
            var due = rollouts.due();
            if (due != null && !due.isAfter(now)) {
                take(new PolicyFact.Tick(now));
            } else if (!isNews) {
                return this;
            }
        }
        throw new AssertionError("does not come to rest: " + reports);
    }

    private void take(PolicyFact fact) {
        journal.add(fact);
        var followed = rollouts.apply(fact);
        changes.add(followed);
        for (var change : followed) {
            switch (change) {
                case PolicyChange.Assigned(var name, var assignment) -> {
                    var cluster = clusters.get(name);
                    if (cluster != null) {
                        cluster.assigned = assignment.fields();
                    }
                }
                case PolicyChange.Reported(var report) -> reports.put(report.policy(), report);
                case PolicyChange.Withdrawn(var policy) -> reports.remove(policy);
            }
        }
    }

    /** A process that begins at any time, and folds the journal, says what this one has said. */
    void assertReplays() {
        var again = new FleetRollouts();
        for (int index = 0; index < journal.size(); index++) {
            assertThat(again.apply(journal.get(index))).isEqualTo(changes.get(index));
        }
        assertThat(again.due()).isEqualTo(rollouts.due());
    }
}
