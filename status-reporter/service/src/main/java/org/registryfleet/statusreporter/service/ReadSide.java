package org.registryfleet.statusreporter.service;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.fleetpolicy.stream.PolicyEventCodec;
import org.registryfleet.inventory.stream.InventoryEventCodec;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.InventoryCommands;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.PolicyCommands;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.topology.DeadLetter;
import org.registryfleet.stageservice.TopicReader;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.RecordPosition;
import org.registryfleet.statusreporter.service.stream.FleetProjection;
import org.registryfleet.statusreporter.service.web.AuditConfiguration;
import org.registryfleet.statusreporter.service.web.AuditQueryService;
import org.registryfleet.statusreporter.service.web.InventoryConfiguration;
import org.registryfleet.statusreporter.service.web.InventoryWriter;
import org.registryfleet.statusreporter.service.web.PolicyConfiguration;
import org.registryfleet.statusreporter.service.web.PolicyWriter;
import org.registryfleet.statusreporter.service.web.RegistrationConfiguration;
import org.registryfleet.statusreporter.service.web.RegistrationWriter;
import org.registryfleet.statusreporter.service.web.WebConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Configures the read side: the read model, the consumers that feed it, and the REST interface.
 * Every instance reads the whole log and can answer for the whole fleet.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    WebConfiguration.class,
    AuditConfiguration.class,
    RegistrationConfiguration.class,
    PolicyConfiguration.class,
    InventoryConfiguration.class
})
class ReadSide {

    private static final List<String> TOPICS =
            Stream.concat(
                            Topics.events().stream().map(TopicSpec::name),
                            Stream.of(
                                            Topics.PLATFORMS,
                                            Topics.STORAGE,
                                            Topics.REGISTRIES,
                                            Topics.STATUS)
                                    .map(Topics::deadLetter))
                    .toList();

    private static final Set<String> TOPICS_OF_EVENTS =
            Topics.events().stream().map(TopicSpec::name).collect(Collectors.toUnmodifiableSet());

    private static final String REST = "registry-fleet/rest";
    private static final Duration LOG_TIME_LIMIT = Duration.ofSeconds(5);

    @Bean
    TopicReader fleetReader(KafkaAccess log, FleetView view, FleetMembers members, Events events) {
        var intake = new FleetProjection(view, members);
        return new TopicReader("fleet view", log, TOPICS, record -> take(intake, events, record));
    }

    @Bean
    AuditQueryService auditQueries(KafkaAccess log) {
        return new AuditQueryService(() -> new KafkaLog(log.withTimeLimit(LOG_TIME_LIMIT)));
    }

    @Bean
    RegistrationCommands registrationLog(KafkaAccess log) {
        return new RegistrationCommands(log, REST);
    }

    @Bean
    RegistrationWriter registrationWriter(RegistrationCommands registrationLog) {
        return new RegistrationWriter() {

            @Override
            public void put(ClusterRegistration registration, String by) {
                registrationLog.register(registration, REST + "/" + by);
            }

            @Override
            public void remove(String cluster, String by) {
                registrationLog.deregister(cluster, REST + "/" + by);
            }
        };
    }

    @Bean
    PolicyCommands policyLog(KafkaAccess log) {
        return new PolicyCommands(log);
    }

    @Bean
    PolicyWriter policyWriter(PolicyCommands policyLog) {
        return command ->
                policyLog.tell(
                        PolicyEventCodec.encode(command), REST + "/" + command.command().by());
    }

    @Bean
    InventoryCommands inventoryLog(KafkaAccess log) {
        return new InventoryCommands(log);
    }

    @Bean
    InventoryWriter inventoryWriter(InventoryCommands inventoryLog) {
        return command -> {
            var event = InventoryEventCodec.encode(command);
            inventoryLog.tell(event, REST + "/" + event.getBy());
        };
    }

    private static void take(
            FleetProjection intake, Events events, ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        var kind = header(record, DeadLetter.KIND);
        if (!kind.isEmpty()) {
            intake.rules(
                    record.key(),
                    header(record, DeadLetter.STAGE),
                    kind.equals(DeadLetter.RULE_FAILED) ? header(record, DeadLetter.ERROR) : "");
            return;
        }
        if (!TOPICS_OF_EVENTS.contains(record.topic())) {
            return; // a letter about a record
        }
        var event = record.value() == null ? null : events.decode(record.value());
        if (event == null && record.topic().equals(Topics.POLICIES)) {
            intake.withdrawn(record.key());
            // only a tombstone of a registration is about the cluster itself
        } else if (event == null && !record.topic().equals(Topics.CLUSTERS)) {
            intake.retracted(record.key());
        } else {
            var origin = new RecordPosition(record.topic(), record.partition(), record.offset());
            intake.accept(origin, record.key(), event);
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
