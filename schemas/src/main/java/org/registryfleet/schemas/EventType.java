package org.registryfleet.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Action;
import org.registryfleet.events.Assignment;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.InventoryEvent;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PolicyEvent;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.events.WatchState;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of event that may appear on a topic: its class, its current schema and every schema it
 * was ever released with ({@code schemas/history/<Name>/v<n>.avsc} in this jar).
 */
public record EventType(Class<? extends SpecificRecord> type, Schema schema) {

    private static final List<EventType> ALL =
            List.of(
                    of(ClusterRegistration.class, ClusterRegistration.getClassSchema()),
                    of(Assignment.class, Assignment.getClassSchema()),
                    of(Observation.class, Observation.getClassSchema()),
                    of(WatchState.class, WatchState.getClassSchema()),
                    of(PlatformDetected.class, PlatformDetected.getClassSchema()),
                    of(StorageProvisioned.class, StorageProvisioned.getClassSchema()),
                    of(RegistryDeployed.class, RegistryDeployed.getClassSchema()),
                    of(ClusterStatus.class, ClusterStatus.getClassSchema()),
                    of(Action.class, Action.getClassSchema()),
                    of(Outcome.class, Outcome.getClassSchema()),
                    of(InventorySource.class, InventorySource.getClassSchema()),
                    of(InventoryEvent.class, InventoryEvent.getClassSchema()),
                    of(PolicyRollout.class, PolicyRollout.getClassSchema()),
                    of(PolicyEvent.class, PolicyEvent.getClassSchema()));

    /** Every kind of event, in the order of the topics. */
    public static List<EventType> all() {
        return ALL;
    }

    /** The simple name, which is also the folder of its history. */
    public String name() {
        return schema.getName();
    }

    /** The released schemas, oldest first; empty for an event that was never released. */
    public List<Schema> history() {
        var released = new ArrayList<Schema>();
        for (var version = 1; ; version++) {
            var path = "/schemas/history/%s/v%d.avsc".formatted(name(), version);
            try (var file = EventType.class.getResourceAsStream(path)) {
                if (file == null) {
                    return List.copyOf(released);
                }
                released.add(parse(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
    }

    /** The data model of the generated class, with its conversions. */
    SpecificData model() {
        return SpecificData.getForClass(type);
    }

    private static Schema parse(InputStream file) throws IOException {
        return new Schema.Parser().parse(file);
    }

    private static EventType of(Class<? extends SpecificRecord> type, Schema schema) {
        return new EventType(type, schema);
    }
}
