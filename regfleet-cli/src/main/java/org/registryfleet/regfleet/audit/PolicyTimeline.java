package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.events.Action;
import org.registryfleet.events.Assignment;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.PolicyEvent;
import org.registryfleet.events.PolicyEventType;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.regfleet.output.TextTable;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One policy from the words of people to the writes in clusters: who applied which version and
 * approved which stage, what the rollout became, what was assigned to each cluster, what was
 * written there, and how its fields stood then. Each entry with its place in the log.
 */
final class PolicyTimeline {

    private static final List<String> TOPICS =
            List.of(
                    Topics.POLICY_EVENTS,
                    Topics.POLICIES,
                    Topics.ASSIGNMENTS,
                    Topics.STORAGE_ACTIONS,
                    Topics.STORAGE_OUTCOMES,
                    Topics.STORAGE);

    /** As the stage names the policies in the reason of a write. */
    private static final Pattern WRITTEN = Pattern.compile(" by ([a-z0-9-]+) ([0-9]+)(?=,|$)");

    /** In the order in which one leads to the other. */
    enum Kind {
        SAID,
        ROLLOUT,
        ASSIGNED,
        WRITTEN,
        ANSWERED,
        FOUND
    }

    /**
     * Something about the policy.
     *
     * @param version of the policy; 0 where none is meant
     * @param cluster empty for the policy as a whole
     * @param record topic, partition and offset
     */
    record Entry(Instant at, Kind kind, long version, String cluster, String what, String record) {}

    private final String policy;
    private final Events events = Events.singleObject();
    private final List<Entry> entries = new ArrayList<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final Map<String, String> last = new HashMap<>();
    private final Map<String, Long> writes = new HashMap<>();
    private int unreadable;

    private PolicyTimeline(String policy) {
        this.policy = policy;
    }

    /** Reads a stretch of time; the log stays open. */
    static PolicyTimeline of(String policy, EventLog log, Instant from, Instant to) {
        var timeline = new PolicyTimeline(policy);
        for (var topic : TOPICS) {
            for (var span : log.spans(List.of(topic))) {
                timeline.read(log, span, from, to);
            }
        }
        timeline.entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::kind));
        return timeline;
    }

    private void read(EventLog log, OffsetRange span, Instant from, Instant to) {
        long first = from.equals(Instant.EPOCH) ? span.from() : log.offsetAt(span, from);
        var range = new OffsetRange(span.topic(), span.partition(), first, span.to());
        try (var cursor = log.open(range)) {
            while (cursor.hasNext()) {
                var record = cursor.next();
                if (!record.time().isAfter(to)) {
                    take(record);
                }
            }
        }
    }

    private void take(EventLogRecord record) {
        var value = record.value();
        if (value == null) {
            if (record.topic().equals(Topics.POLICIES) && policy.equals(record.key())) {
                add(record, Kind.ROLLOUT, 0, "", "withdrawn");
            }
            return;
        }
        try {
            var event = events.decode(value);
            RecordKeyCheck.require(record.key(), event);
            take(record, event);
        } catch (SerializationException undecodable) {
            unreadable++;
        }
    }

    private void take(EventLogRecord record, SpecificRecord event) {
        switch (event) {
            case PolicyEvent said -> said(record, said);
            case PolicyRollout rollout -> rollout(record, rollout);
            case Assignment assignment -> assigned(record, assignment);
            case Action action -> written(record, action);
            case Outcome outcome -> answered(record, outcome);
            case StorageProvisioned result -> found(record, result);
            default -> {}
        }
    }

    private void said(EventLogRecord record, PolicyEvent said) {
        if (!said.getPolicy().isEmpty()) {
            names.add(said.getPolicy());
        }
        if (!said.getPolicy().equals(policy)) {
            return;
        }
        long version = said.getVersion();
        var words =
                switch (said.getType()) {
                    case APPLIED ->
                            "applied it%s"
                                    .formatted(
                                            said.getConsent().isEmpty()
                                                    ? ""
                                                    : said.getConsent().length() == 64
                                                            ? ", having seen plan "
                                                                    + said.getConsent()
                                                            : ", " + said.getConsent());
                    case DELETED -> "deleted it";
                    case STEPPED -> step(said);
                    case SEEN, LEFT, TICK, UNKNOWN -> "";
                };
        boolean isApplied = said.getType() == PolicyEventType.APPLIED;
        if (!words.isEmpty()) {
            add(
                    record,
                    Kind.SAID,
                    isApplied ? version + 1 : version,
                    "",
                    "%s %s%s"
                            .formatted(
                                    said.getBy(),
                                    words,
                                    said.getReason().isEmpty() ? "" : ": " + said.getReason()));
        }
    }

    private static String step(PolicyEvent said) {
        var words = new ArrayList<String>();
        words.add("said " + said.getStep().toLowerCase(Locale.ROOT));
        if (!said.getStage().isEmpty()) {
            words.add(said.getStage());
        }
        words.addAll(said.getClusters());
        return String.join(" ", words);
    }

    private void rollout(EventLogRecord record, PolicyRollout rollout) {
        names.add(rollout.getPolicy());
        if (!rollout.getPolicy().equals(policy)) {
            return;
        }
        var state = rollout.getState().name().toLowerCase(Locale.ROOT);
        var what = rollout.getMessage().isEmpty() ? state : state + ", " + rollout.getMessage();
        if (isNews("rollout", rollout.getVersion() + " " + what)) {
            add(record, Kind.ROLLOUT, rollout.getVersion(), "", what);
        }
        if (!rollout.getRefusal().isEmpty() && isNews("refusal", rollout.getCommand())) {
            add(
                    record,
                    Kind.ROLLOUT,
                    rollout.getVersion(),
                    "",
                    "not followed: " + rollout.getRefusal());
        }
    }

    private void assigned(EventLogRecord record, Assignment assignment) {
        var cluster = assignment.getCluster();
        var before = new TreeSet<>(last.keySet());
        before.removeIf(key -> !key.startsWith("assigned " + cluster + " "));
        for (var field : assignment.getFields()) {
            if (!field.getPolicy().equals(policy)) {
                continue;
            }
            var key = "assigned %s %s".formatted(cluster, field.getField());
            before.remove(key);
            var mode = field.getMode().name().toLowerCase(Locale.ROOT);
            var what = "%s = %s, %s".formatted(field.getField(), field.getValue(), mode);
            if (isNews(key, field.getVersion() + what)) {
                add(record, Kind.ASSIGNED, field.getVersion(), cluster, what);
            }
        }
        before.forEach(
                key -> {
                    last.remove(key);
                    var field = key.substring(key.lastIndexOf(' ') + 1);
                    add(record, Kind.ASSIGNED, 0, cluster, field + " no more");
                });
    }

    private void written(EventLogRecord record, Action action) {
        var decision = action.getDecision();
        if (!decision.getRule().startsWith("policy-")) {
            return;
        }
        var matcher = WRITTEN.matcher(decision.getReason());
        while (matcher.find()) {
            if (matcher.group(1).equals(policy)) {
                long version = Long.parseLong(matcher.group(2));
                writes.put(action.getId(), version);
                add(
                        record,
                        Kind.WRITTEN,
                        version,
                        action.getCluster(),
                        "%s %s %s (%s)"
                                .formatted(
                                        action.getVerb().name().toLowerCase(Locale.ROOT),
                                        action.getObject().getKind(),
                                        action.getObject().getName(),
                                        decision.getReason()));
                return;
            }
        }
    }

    private void answered(EventLogRecord record, Outcome outcome) {
        var version = writes.get(outcome.getAction());
        if (version != null) {
            add(
                    record,
                    Kind.ANSWERED,
                    version,
                    outcome.getCluster(),
                    "%s %d %s"
                            .formatted(
                                    outcome.getResult().name().toLowerCase(Locale.ROOT),
                                    outcome.getCode(),
                                    outcome.getMessage())
                            .strip());
        }
    }

    private void found(EventLogRecord record, StorageProvisioned result) {
        for (var verdict : result.getPolicies()) {
            if (!verdict.getPolicy().equals(policy)) {
                continue;
            }
            var what =
                    "%s is %s%s"
                            .formatted(
                                    verdict.getField(),
                                    verdict.getState()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' '),
                                    verdict.getMessage().isEmpty()
                                            ? ""
                                            : ": " + verdict.getMessage());
            var key = "found %s %s".formatted(result.getCluster(), verdict.getField());
            if (isNews(key, verdict.getVersion() + what)) {
                add(record, Kind.FOUND, verdict.getVersion(), result.getCluster(), what);
            }
        }
    }

    private boolean isNews(String key, String text) {
        return !text.equals(last.put(key, text));
    }

    private void add(EventLogRecord record, Kind kind, long version, String cluster, String what) {
        entries.add(
                new Entry(
                        record.time(),
                        kind,
                        version,
                        cluster,
                        what,
                        "%s/%d@%d".formatted(record.topic(), record.partition(), record.offset())));
    }

    /** The policies that the stretch of time tells of. */
    List<String> names() {
        return List.copyOf(names);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int unreadable() {
        return unreadable;
    }

    /**
     * The latest entries.
     *
     * @param cluster what is about this one and about none; empty for all
     * @param limit how many; 0 for all
     */
    List<Entry> latest(String cluster, int limit) {
        var some =
                entries.stream()
                        .filter(
                                one ->
                                        cluster.isEmpty()
                                                || one.cluster().isEmpty()
                                                || one.cluster().equals(cluster))
                        .toList();
        return limit == 0 || some.size() <= limit
                ? some
                : some.subList(some.size() - limit, some.size());
    }

    static List<String> lines(List<Entry> entries, TimeText time) {
        var table = new TextTable("TIME", "VERSION", "CLUSTER", "WHAT", "RECORD");
        entries.forEach(
                one ->
                        table.row(
                                time.full(one.at()),
                                one.version() == 0 ? "" : "" + one.version(),
                                one.cluster(),
                                one.what(),
                                one.record()));
        return table.lines();
    }

    static ObjectNode json(String policy, List<Entry> entries) {
        var json = JsonNodeFactory.instance.objectNode().put("policy", policy);
        var list = json.putArray("entries");
        entries.forEach(
                one ->
                        list.addObject()
                                .put("time", one.at().toString())
                                .put("kind", one.kind().name().toLowerCase(Locale.ROOT))
                                .put("version", one.version())
                                .put("cluster", one.cluster())
                                .put("what", one.what())
                                .put("record", one.record()));
        return json;
    }
}
