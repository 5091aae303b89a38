package org.registryfleet.schemas;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Writes registrations: registers clusters with the fleet and deregisters them with a tombstone.
 */
public final class RegistrationCommands implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final String DUPLICATE = "Duplicate of ";
    private static final String UNKNOWN = "Identity not known yet";
    private final String writer;
    private final CommandProducer producer;
    private final Events events = Events.singleObject();

    /**
     * Opens the producer.
     *
     * @param writer who registers, for the records' source
     */
    public RegistrationCommands(KafkaAccess kafka, String writer) {
        this.writer = writer;
        this.producer = new CommandProducer(kafka);
    }

    /** Whether the id is a valid DNS label. */
    public static boolean isId(String cluster) {
        return ID.matcher(cluster).matches();
    }

    /** Why the second name of a cluster is not admitted. */
    public static String duplicateOf(String first) {
        return DUPLICATE + first;
    }

    /** Whether a registration is not admitted because the fleet has its cluster already. */
    public static boolean isDuplicate(String admissionReason) {
        return admissionReason.startsWith(DUPLICATE);
    }

    /**
     * The registration of a cluster that is watched, and written to as soon as the inventory knows
     * that the fleet has it under no other name.
     */
    public static ClusterRegistration unidentified(ClusterRegistration registration) {
        return ClusterRegistration.newBuilder(registration)
                .setAdmission(Admission.PROBING)
                .setAdmissionReason(UNKNOWN)
                .build();
    }

    public void register(ClusterRegistration registration) {
        register(registration, writer);
    }

    /**
     * Registers on behalf of a user.
     *
     * @param by who registers, instead of the usual writer
     */
    public void register(ClusterRegistration registration, String by) {
        var cluster = registration.getCluster();
        var record = new ProducerRecord<>(Topics.CLUSTERS, cluster, events.encode(registration));
        EventHeaders.of(registration, "registration/" + cluster, by, Instant.now())
                .writeTo(record.headers());
        send(record);
    }

    public void deregister(String cluster) {
        deregister(cluster, writer);
    }

    /**
     * Deregisters on behalf of a user: the tombstone says who did it and when.
     *
     * @param by who deregisters, instead of the usual writer
     */
    public void deregister(String cluster, String by) {
        var record = new ProducerRecord<String, byte[]>(Topics.CLUSTERS, cluster, null);
        new EventHeaders(
                        "registration/" + cluster,
                        ClusterRegistration.getClassSchema().getFullName(),
                        by,
                        cluster,
                        Instant.now(),
                        null,
                        null)
                .writeTo(record.headers());
        send(record);
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record, "registration of");
    }
}
