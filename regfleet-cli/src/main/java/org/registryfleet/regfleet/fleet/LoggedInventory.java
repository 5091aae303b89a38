package org.registryfleet.regfleet.fleet;

import org.apache.kafka.common.KafkaException;
import org.registryfleet.events.InventoryEvent;
import org.registryfleet.inventory.decision.FleetInventory;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.stream.InventoryEventCodec;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.InventoryCommands;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;

import java.util.function.Consumer;

/** The inventory's journal in Kafka: read from its beginning, and written to by commands. */
public final class LoggedInventory {
    private static final String WRITER = "registry-fleet/regfleet";

    private final KafkaAccess log;
    private final Events events = Events.singleObject();

    public LoggedInventory(KafkaAccess log) {
        this.log = log;
    }

    /** The inventory as all facts up to now have left it. */
    public FleetInventory read() {
        var inventory = new FleetInventory();
        fold(inventory::apply);
        return inventory;
    }

    /** Hands over all facts up to now, in order. */
    public void fold(Consumer<InventoryFact> facts) {
        try (var consumer = new LogConsumer(log, Topics.INVENTORY_EVENTS)) {
            consumer.readAll(record -> fold(record.value(), facts));
        } catch (KafkaException problem) {
            throw unreachable(problem);
        }
    }

    // the service passes over what it cannot read, and so must whoever wants to know what it knows
    private void fold(byte[] value, Consumer<InventoryFact> facts) {
        try {
            facts.accept(InventoryEventCodec.decode(events.decode(value, InventoryEvent.class)));
        } catch (UndecodableEventException _) {
            return;
        }
    }

    /** Writes a command and waits until the log has it. */
    public void write(InventoryFact command) {
        try (var commands = new InventoryCommands(log)) {
            commands.tell(InventoryEventCodec.encode(command), WRITER);
        } catch (IllegalStateException | KafkaException problem) {
            throw unreachable(problem);
        }
    }

    private CommandFailure unreachable(Exception problem) {
        return CommandFailure.unreachable(
                "Kafka at %s does not take part (%s): is the fleet running? Name another with --kafka HOST:PORT, and TLS or a login with --kafka-config FILE"
                        .formatted(log.address(), problem.getMessage()));
    }
}
