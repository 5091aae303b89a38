package org.registryfleet.audit.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries of a small story, a second apart. */
public final class Tale {

    public static final ObjectRef CONFIG = ObjectRef.clusterScoped("v1", "Config", "cluster");
    public static final ObjectRef CLAIM = new ObjectRef("v1", "PersistentVolumeClaim", "ns", "c");
    public static final Instant START = Instant.parse("2026-11-21T14:00:00Z");

    private final List<FactEntry> entries = new ArrayList<>();

    public LogPosition seen(
            Fact.ObservationType sight, ObjectRef ref, String version, String content) {
        var session = new Fact.Session("s", 1);
        return add(
                "fleet.observations.v1",
                new Fact.ObjectObserved(
                        sight, ref, version, json(content), List.of(), false, session));
    }

    public LogPosition resulted(String stage, @Nullable LogPosition trigger, String content) {
        return add(
                "fleet." + stage + ".v1",
                new Fact.ResultPublished(stage, json(content), reason(trigger)));
    }

    public void asked(String action, String stage, LogPosition trigger, ObjectRef ref) {
        add(
                "fleet." + stage + "-actions.v1",
                new Fact.ActionIssued(
                        action, stage, "CREATE", ref, json("{}"), 1, reason(trigger)));
    }

    public LogPosition done(String action, String stage, ObjectRef ref, String version) {
        return add(
                "fleet." + stage + "-outcomes.v1",
                new Fact.OutcomeReported(
                        action,
                        stage,
                        ref,
                        "DONE",
                        new Fact.ApiAnswer(201, "", ""),
                        version,
                        START,
                        MissingNode.getInstance()));
    }

    public void unreadable() {
        add("fleet.observations.v1", new Fact.Unreadable("the record is empty"));
    }

    public Timeline timeline(Instant from, int limit) {
        var writer = new TimelineProjection(from, limit);
        entries.forEach(writer::accept);
        return writer.finish();
    }

    /** An administrator's edit, the claim it leads to, and the status in the end. */
    public static Tale ofAClaim() {
        var tale = new Tale();
        tale.seen(
                Fact.ObservationType.ADDED,
                CONFIG,
                "1",
                "{\"spec\":{\"managementState\":\"Removed\"}}");
        var edit =
                tale.seen(
                        Fact.ObservationType.MODIFIED,
                        CONFIG,
                        "2",
                        "{\"spec\":{\"managementState\":\"Managed\"}}");
        tale.resulted("storage", edit, "{\"phase\":\"PENDING\"}");
        tale.asked("a1", "storage", edit, CLAIM);
        tale.done("a1", "storage", CLAIM, "7");
        var claim = tale.seen(Fact.ObservationType.ADDED, CLAIM, "7", "{\"spec\":{}}");
        var ready = tale.resulted("storage", claim, "{\"phase\":\"READY\"}");
        tale.resulted(
                "status",
                ready,
                "{\"summary\":\"Available\",\"configConditions\":[{\"type\":\"Available\",\"status\":\"True\"}]}");
        return tale;
    }

    private LogPosition add(String topic, Fact fact) {
        var place = new LogPosition(topic, 0, entries.size());
        entries.add(new FactEntry(place, START.plusSeconds(entries.size()), "c1", fact));
        return place;
    }

    private Reason reason(@Nullable LogPosition trigger) {
        return new Reason(
                "a-rule",
                "Because.",
                trigger == null
                        ? START.plusSeconds(entries.size())
                        : START.plusSeconds(trigger.offset()),
                trigger);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
