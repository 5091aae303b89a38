package org.registryfleet.stage.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.view.FieldOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One object, an API server that does something to it at admission, and the ledger of a stage that
 * wants it otherwise. Time passes when the test says so; the answers come at once.
 */
final class Arena {

    static final ObjectRef REF = new ObjectRef("apps/v1", "Deployment", "ns", "d");

    private static final ObjectRef VERSION =
            ObjectRef.clusterScoped("config.openshift.io/v1", "ClusterVersion", "version");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final LedgerOwner SCOPE = new LedgerOwner("c1", "registry");

    private final List<Change> writes = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private UnaryOperator<ObjectNode> admission = UnaryOperator.identity();
    private @Nullable ObjectNode desired;
    private @Nullable ObjectNode object;
    private String manager = "";
    private String version = "";
    private long resourceVersion;
    private int decisions;
    private boolean deaf;
    private Ledger ledger = Ledger.empty();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Arena wants(String yaml) {
        desired = yaml(yaml);
        decide();
        return this;
    }

    Arena holds(String yaml) {
        object = yaml(yaml);
        resourceVersion++;
        return this;
    }

    Arena admits(UnaryOperator<ObjectNode> change) {
        admission = change;
        return this;
    }

    /** Answers do not tell what was kept, as those of earlier executors. */
    Arena answersSayNothing() {
        deaf = true;
        return this;
    }

    Arena runsVersion(String value) {
        version = value;
        decide();
        return this;
    }

    /** Somebody merges a patch into the object. */
    void edit(String who, String patch) {
        manager = who;
        object = merged(object, yaml(patch));
        resourceVersion++;
        decide();
    }

    void delete() {
        object = null;
        ledger = ledger.vanish(REF);
        decide();
    }

    /** Lets time pass: decides whenever the plan says so. */
    void pass(Duration time) {
        var end = now.plus(time);
        for (var wakeAt = decide(); wakeAt != null && !wakeAt.isAfter(end); wakeAt = decide()) {
            now = wakeAt.isAfter(now) ? wakeAt : now;
        }
        now = end;
    }

    List<Change> writes() {
        return writes;
    }

    /** Writes in so much time up to now. */
    long writesWithin(Duration time) {
        return times.stream().filter(at -> at.isAfter(now.minus(time))).count();
    }

    int decisions() {
        return decisions;
    }

    Ledger ledger() {
        return ledger;
    }

    void restores(Ledger stored) {
        ledger = stored;
    }

    JsonNode at(String pointer) {
        return object.at(pointer);
    }

    private @Nullable Instant decide() {
        Instant wakeAt = null;
        for (int round = 0; round < 100; round++) {
            decisions++;
            var changes =
                    desired == null
                            ? List.<Change>of()
                            : Drift.between(Desired.object(REF, desired, "/spec"), snapshot())
                                    .stream()
                                    .toList();
            var plan = ledger.plan(changes, snapshot(), SCOPE, now);
            ledger = plan.ledger().pruned(now);
            wakeAt = plan.wakeAt();
            plan.actions().forEach(this::carryOut);
            if (plan.actions().isEmpty() && (wakeAt == null || wakeAt.isAfter(now))) {
                return wakeAt;
            }
        }
        throw new AssertionError("does not come to rest");
    }

    private void carryOut(IssuedAction issue) {
        writes.add(issue.change());
        times.add(now);
        var sent =
                switch (issue.change()) {
                    case Change.Create create -> create.body();
                    case Change.Patch patch -> patch.body();
                    case Change.Delete _ -> throw new AssertionError("never deleted");
                };
        var before = object;
        var after = admission.apply(merged(before == null ? yaml("{}") : before, sent));
        if (!after.equals(before)) {
            resourceVersion++;
            manager = "";
        }
        object = after;
        var unkept = new HashSet<String>();
        lacking("", sent, after, unkept);
        ledger =
                ledger.settle(
                        new ActionAnswer.Done(
                                issue.actionId(),
                                "u",
                                String.valueOf(resourceVersion),
                                deaf ? Set.of() : unkept),
                        snapshot(),
                        now);
    }

    /** Fields of what was sent that are not so in the answer; lists element by element. */
    private static void lacking(String at, JsonNode sent, JsonNode after, Set<String> unkept) {
        if (sent.isContainerNode()
                && after.isContainerNode()
                && sent.isArray() == after.isArray()) {
            if (sent.isArray()) {
                for (int i = 0; i < sent.size(); i++) {
                    lacking(at + "/" + i, sent.get(i), after.path(i), unkept);
                }
            } else {
                sent.properties()
                        .forEach(
                                one ->
                                        lacking(
                                                at + "/" + one.getKey(),
                                                one.getValue(),
                                                after.path(one.getKey()),
                                                unkept));
            }
        } else if (!sent.equals(after) && !(sent.isNull() && after.isMissingNode())) {
            unkept.add(at);
        }
    }

    private Snapshot snapshot() {
        var objects = new ArrayList<Observed>();
        if (object != null) {
            var owners =
                    manager.isEmpty()
                            ? List.<FieldOwner>of()
                            : List.of(new FieldOwner(manager, List.of("/spec")));
            objects.add(new Observed(REF, "u", String.valueOf(resourceVersion), object, owners));
        }
        if (!version.isEmpty()) {
            var content = yaml("{status: {desired: {version: " + version + "}}}");
            objects.add(new Observed(VERSION, "v", version, content));
        }
        return Snapshot.of(objects);
    }

    private static ObjectNode merged(JsonNode target, JsonNode patch) {
        var copy = (ObjectNode) target.deepCopy();
        for (var field : patch.properties()) {
            if (field.getValue().isNull()) {
                copy.remove(field.getKey());
            } else if (field.getValue().isObject()) {
                var before = copy.path(field.getKey());
                copy.set(
                        field.getKey(),
                        merged(before.isObject() ? before : yaml("{}"), field.getValue()));
            } else {
                copy.set(field.getKey(), field.getValue().deepCopy());
            }
        }
        return copy;
    }
}
