package org.registryfleet.audit.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.audit.difference.ObjectDifferences;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.UnreadableRecord;
import org.registryfleet.audit.state.ClusterSnapshot;
import org.registryfleet.audit.state.FleetSnapshot;
import org.registryfleet.stage.view.Unreadable;

import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Renders a snapshot of a cluster or of the fleet as JSON. The field names are part of the API. */
public final class SnapshotJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SnapshotJson() {}

    /** How completely the cluster was known. */
    public static ObjectNode known(ClusterSnapshot picture) {
        var json = NODES.objectNode().put("cluster", picture.cluster());
        json.put("listedCompletely", picture.isComplete());
        FactJson.unread(json, picture.unreadable());
        var forbidden = json.putArray("mayNotBeListed");
        picture.forbidden().stream().map(Unreadable::toString).sorted().forEach(forbidden::add);
        return json;
    }

    /** One cluster. */
    public static ObjectNode of(ClusterSnapshot picture, Instant at) {
        var json = known(picture);
        json.put("at", at.toString())
                .put("registered", picture.isRegistered())
                .put("lastRecord", picture.latest().map(Instant::toString).orElse(""));
        picture.lastLoss()
                .ifPresent(
                        loss ->
                                json.putObject("loss")
                                        .put("time", loss.time().toString())
                                        .set("event", FactJson.event(loss.fact())));
        var results = json.putObject("results");
        picture.results()
                .forEach(
                        (stage, entry) -> {
                            if (entry.fact() instanceof Fact.ResultPublished resulted) {
                                var one = results.putObject(stage);
                                one.put("time", entry.time().toString());
                                one.set("record", FactJson.place(entry.place()));
                                one.setAll(
                                        FactJson.reason(
                                                resulted.reason(), ReasonText.of(resulted)));
                                one.set("content", resulted.result());
                            }
                        });
        var objects = json.putObject("objects");
        picture.objects().forEach((ref, seen) -> objects.set(ref.toString(), seen.content()));
        return json;
    }

    /** The fleet, one status per cluster. */
    public static ObjectNode of(FleetSnapshot picture, Instant at) {
        var json = NODES.objectNode();
        json.put("at", at.toString());
        FactJson.unread(json, picture.unreadable());
        var clusters = json.putArray("clusters");
        for (var cluster : picture.registered()) {
            var one = clusters.addObject().put("cluster", cluster.cluster());
            one.set(
                    "status",
                    FleetSnapshot.status(cluster).isObject()
                            ? FleetSnapshot.status(cluster)
                            : one.nullNode());
        }
        return json;
    }

    /** The differences between two snapshots of a cluster. */
    public static ObjectNode difference(
            ClusterSnapshot before, Instant first, ClusterSnapshot after, Instant second) {
        var json = between(first, second, after.unreadable());
        json.put("cluster", after.cluster());
        var gaps = json.putArray("gaps");
        after.gapsAfter(first)
                .forEach(
                        gap ->
                                gaps.addObject()
                                        .put("time", gap.time().toString())
                                        .set("event", FactJson.event(gap.fact())));
        json.set("registration", changes(before.registration(), after.registration()));
        var results = json.putObject("results");
        var stages = new TreeSet<>(before.results().keySet());
        stages.addAll(after.results().keySet());
        for (var stage : stages) {
            var changes = changes(before.result(stage), after.result(stage));
            if (!changes.isEmpty()) {
                results.set(stage, changes);
            }
        }
        objects(json.putArray("objects"), before, after);
        return json;
    }

    private static void objects(ArrayNode list, ClusterSnapshot before, ClusterSnapshot after) {
        var refs = new TreeSet<>(before.objects().keySet());
        refs.addAll(after.objects().keySet());
        for (var ref : refs) {
            var old = before.objects().get(ref);
            var now = after.objects().get(ref);
            var change = old == null ? "appeared" : now == null ? "gone" : "changed";
            var changes =
                    old == null || now == null
                            ? NODES.arrayNode()
                            : changes(old.content(), now.content());
            if (old == null || now == null || !changes.isEmpty()) {
                list.addObject()
                        .put("object", ref.toString())
                        .put("change", change)
                        .set("changes", changes);
            }
        }
    }

    private static ArrayNode changes(JsonNode before, JsonNode after) {
        return FactJson.changes(ObjectDifferences.between(before, after));
    }

    /**
     * The differences between two snapshots of the fleet: the changed status fields of each
     * cluster.
     */
    public static ObjectNode difference(
            FleetSnapshot before, Instant first, FleetSnapshot after, Instant second) {
        var json = between(first, second, after.unreadable());
        var old =
                before.registered().stream()
                        .collect(Collectors.toMap(ClusterSnapshot::cluster, c -> c));
        var now =
                after.registered().stream()
                        .collect(Collectors.toMap(ClusterSnapshot::cluster, c -> c));
        var names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        var clusters = json.putArray("clusters");
        for (var name : names) {
            var left = old.get(name);
            var right = now.get(name);
            var changes =
                    ObjectDifferences.between(
                            left == null ? NODES.missingNode() : FleetSnapshot.status(left),
                            right == null ? NODES.missingNode() : FleetSnapshot.status(right));
            if (!changes.isEmpty() || left == null || right == null) {
                var one = clusters.addObject().put("cluster", name);
                one.put("change", left == null ? "joined" : right == null ? "left" : "changed");
                one.set("changes", FactJson.changes(changes));
            }
        }
        return json;
    }

    /**
     * @param unread records unreadable up to the second point in time, which includes those up to
     *     the first
     */
    private static ObjectNode between(Instant first, Instant second, UnreadableRecord unread) {
        var json = NODES.objectNode().put("from", first.toString()).put("to", second.toString());
        FactJson.unread(json, unread);
        return json;
    }
}
