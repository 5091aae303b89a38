package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class EventsTest {

    private static final int ENOUGH = 200;

    private final Events events = Events.singleObject();

    static List<EventType> types() {
        return EventType.all();
    }

    static List<GoldenEvent> goldens() {
        return GoldenEvents.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void returnsRandomEventsUnchanged(EventType type) {
        for (var event : random(type)) {
            assertThat(events.decode(events.encode(event))).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void refusesAnEventCutAtAnyByte(GoldenEvent golden) {
        var whole = golden.bytes();
        for (var length = 0; length < whole.length; length++) {
            var part = Arrays.copyOf(whole, length);

            assertThatThrownBy(() -> events.decode(part))
                    .isInstanceOf(UndecodableEventException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesRandomEventsCutAtAnyByte(EventType type) {
        for (var event : random(type).subList(0, 5)) {
            var whole = events.encode(event);
            var random = new Random(whole.length);
            for (var cut = 0; cut < 50; cut++) {
                var part = Arrays.copyOf(whole, random.nextInt(whole.length));

                assertThatThrownBy(() -> events.decode(part))
                        .isInstanceOf(UndecodableEventException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void survivesAnyDamagedByte(GoldenEvent golden) {
        for (var place = 0; place < golden.bytes().length; place++) {
            for (var value : new int[] {0x00, 0x01, 0x7f, 0x80, 0xff}) {
                var damaged = golden.bytes();
                damaged[place] = (byte) value;
                decodeOrRefuse(damaged);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void refusesBytesAfterTheEvent(GoldenEvent golden) {
        var whole = golden.bytes();

        assertThatThrownBy(() -> events.decode(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("goes on after the event's end")
                .hasMessageContaining(golden.type().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7b226b696e64223a22", "c302", "00", "01", "ff"})
    void refusesForeignBytesWithoutQuotingThem(String hex) {
        var foreign = HexFormat.of().parseHex(hex + "736563726574736563726574");

        assertThatThrownBy(() -> events.decode(foreign))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("starts with byte")
                .hasMessageNotContaining("736563726574")
                .hasMessageNotContaining("secret");
    }

    @Test
    void namesTheFingerprintThatItDoesNotKnow() {
        var bytes = GoldenEvents.bytes(Outcome.class, "done");
        Arrays.fill(bytes, 2, 10, (byte) 0xab);

        assertThatThrownBy(() -> events.decode(bytes))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessage(
                        "no schema with fingerprint abababababababab is known; update this service"
                                + " to the producer's release");
    }

    @Test
    void refusesAnEventOfAnotherTopic() {
        var bytes = GoldenEvents.bytes(Outcome.class, "done");

        assertThatThrownBy(() -> events.decode(bytes, Observation.class))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("found a Outcome where a Observation belongs");
    }

    @Test
    void refusesAnIncompleteEventByNamingTheField() {
        var incomplete = new ClusterStatus();

        assertThatThrownBy(() -> events.encode(incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("ClusterStatus")
                .hasMessageContaining("cluster");
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void givesEventsThatComparePlainly(GoldenEvent golden) {
        var one = events.decode(golden.bytes());
        var other = events.decode(golden.bytes());

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(new Cause());
        assertThat(SpecificData.getForClass(one.getClass()).deepCopy(one.getSchema(), one))
                .isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("types")
    void saysOfAnEventWhatAnOlderProducerCouldHaveSaid(EventType type) {
        for (var older : type.history()) {
            for (var event : random(type)) {
                var known = AvroJson.read(events.encode(event), 10, type.schema(), older);
                var record = framed(older, AvroJson.bytes(known, older));

                assertThat(events.inTermsOf(record, event)).isEqualTo(events.decode(record));
            }
        }
        var event = GoldenEvents.of(type.type()).getFirst();
        assertThat(events.inTermsOf(events.encode(event), event)).isEqualTo(event);
    }

    @Test
    void decodesOnManyThreadsAtOnce() throws Exception {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (var golden : GoldenEvents.all()) {
            for (var time = 0; time < 50; time++) {
                tasks.add(
                        () -> events.decode(events.encode(golden.event())).equals(golden.event()));
            }
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    private void decodeOrRefuse(byte[] damaged) {
        try {
            assertThat(events.decode(damaged)).isNotNull();
        } catch (UndecodableEventException e) {
            assertThat(e).hasMessageContaining(";");
        }
    }

    private List<SpecificRecord> random(EventType type) {
        var header = Arrays.copyOf(events.encode(GoldenEvents.of(type.type()).getFirst()), 10);
        var random = new ArrayList<SpecificRecord>();
        for (var record : new RandomData(type.schema(), ENOUGH, 42, true)) {
            var body = AvroJson.bytes((GenericRecord) record, type.schema());
            random.add(
                    events.decode(
                            ByteBuffer.allocate(10 + body.length).put(header).put(body).array()));
        }
        return random;
    }

    private static byte[] framed(Schema schema, byte[] body) {
        return ByteBuffer.allocate(10 + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 1)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .put(body)
                .array();
    }
}
