package org.registryfleet.stage.topology;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.runtime.ResultCodec;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A small stage that keeps one ConfigMap as it should be and counts all of them. */
final class SmallStage {

    private static final ObjectRef MAP = new ObjectRef("v1", "ConfigMap", "ns", "map");

    /** From then on an object called delayed-poison makes the rules throw. */
    static final Instant SAFE_UNTIL = Instant.parse("2026-01-01T00:00:10Z");

    record Keeps(int size) {}

    private static final Stage<Keeps> STAGE =
            new Stage<>() {
                @Override
                public String name() {
                    return "storage";
                }

                @Override
                public boolean concerns(ObjectRef ref) {
                    return ref.kind().equals("ConfigMap");
                }

                @Override
                public Decision<Keeps> decide(View<Keeps> view, Instant now) {
                    if (view.objects().contains(named("poison"))
                            || (view.objects().contains(named("delayed-poison"))
                                    && now.isAfter(SAFE_UNTIL))) {
                        throw new IllegalStateException("no rule for this");
                    }
                    var manifest = JsonNodeFactory.instance.objectNode();
                    manifest.put("apiVersion", "v1").put("kind", "ConfigMap");
                    manifest.putObject("metadata").put("name", "map").put("namespace", "ns");
                    manifest.putObject("data").put("key", "value");
                    return new Decision<>(
                            new Keeps(view.objects().size()),
                            List.of(Desired.object(MAP, manifest, "/data")),
                            "KeepsMap",
                            "the map must be there",
                            null);
                }
            };

    private static final ResultCodec<Keeps> CODEC =
            new ResultCodec<>() {
                @Override
                public SpecificRecord encode(
                        String cluster, Keeps result, org.registryfleet.events.Decision decision) {
                    return PlatformDetected.newBuilder()
                            .setCluster(cluster)
                            .setPlatform("size " + result.size())
                            .setSource(PlatformSource.UNDETERMINED)
                            .setRecognised(true)
                            .setEvidence(List.of())
                            .setDecision(decision)
                            .build();
                }

                @Override
                public Keeps decode(SpecificRecord record) {
                    var text = ((PlatformDetected) record).getPlatform();
                    return new Keeps(Integer.parseInt(text.substring("size ".length())));
                }
            };

    static final StageDefinition<Keeps> DEFINITION =
            new StageDefinition<>(
                    STAGE,
                    CODEC,
                    Topics.STORAGE,
                    Topics.STORAGE_ACTIONS,
                    Topics.STORAGE_OUTCOMES,
                    Map.of(),
                    Map.of());

    private SmallStage() {}

    private static ObjectRef named(String name) {
        return new ObjectRef("v1", "ConfigMap", "ns", name);
    }

    /** An empty store, to be initialised. */
    static KeyValueStore<String, byte[]> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StageTopology.STORE),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
    }
}
