package org.registryfleet.fleetpolicy.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.ledger.LedgerEntry;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.FieldOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Registration.Ownership;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A cluster with a Config of generation 5, whose fields somebody owns; JSON with single quotes. */
record AssignedConfig(View<Object> view) {

    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    static final ObjectRef REF = SpecField.Subject.CONFIG.ref();
    private static final ObjectMapper JSON = new ObjectMapper();

    static AssignedConfig none() {
        return new AssignedConfig(View.of("c1"));
    }

    static AssignedConfig of(String spec, FieldOwner... owners) {
        return of("", spec, owners);
    }

    /** With further metadata, which begins with a comma. */
    static AssignedConfig of(String metadata, String spec, FieldOwner... owners) {
        var content =
                json(
                        "{'metadata':{'name':'cluster','generation':5%s},'spec':%s}"
                                .formatted(metadata, spec));
        return none().with(new Observed(REF, "uid", "1", content, List.of(owners)));
    }

    AssignedConfig with(Observed object) {
        return new AssignedConfig(view.withObjects(view.objects().with(object)));
    }

    AssignedConfig paused() {
        return new AssignedConfig(
                view.withRegistration(
                        new Registration("c1", "", Map.of(), Ownership.ASSIST, true, Map.of())));
    }

    AssignedConfig lost() {
        return new AssignedConfig(
                view.withContact(new Connectivity(Connectivity.State.LOST, NOW, "refused")));
    }

    /** The last write to the object's spec or status failed. */
    AssignedConfig failing(ObjectRef ref, boolean ofStatus, Failure failure) {
        var entry = new LedgerEntry.Failing("a1", "i", 1, failure, NOW, NOW, "1");
        return new AssignedConfig(
                view.withLedger(Ledger.of(Map.of(new Slot(ref, ofStatus), entry), 1)));
    }

    static FieldOwner owner(String manager, String field) {
        return new FieldOwner(manager, List.of("/spec/" + field));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    static ObjectNode claim(String name) {
        return SpecManifest.claim(name, json("{}"));
    }
}
