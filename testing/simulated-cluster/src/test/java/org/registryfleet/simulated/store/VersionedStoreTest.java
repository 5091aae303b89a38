package org.registryfleet.simulated.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.resource.ResourceType;

import java.util.ArrayList;
import java.util.List;

class VersionedStoreTest {
    private static final ResourceType MAPS =
            ResourceCatalog.everything().require("v1", "ConfigMap");

    private final VersionedStore store = new VersionedStore(1000);

    private StoredObject put(String name, String value) {
        var key = new ObjectKey(MAPS, "ns", name);
        return store.put(
                key,
                Json.yamlObject("{metadata: {name: " + name + "}, data: {v: '" + value + "'}}"));
    }

    private static List<String> names(StoreSnapshot snapshot) {
        return snapshot.objects().stream().map(object -> object.key().name()).toList();
    }

    @Test
    void remembersEveryPastState() throws HistoryExpired {
        put("a", "1");
        var both = put("b", "1").resourceVersion();
        var changed = put("a", "2").resourceVersion();
        store.remove(new ObjectKey(MAPS, "ns", "b"), Json.yamlObject("{metadata: {name: b}}"));
        put("c", "1");

        assertThat(names(store.listAt(Selection.all(MAPS), both))).containsExactly("a", "b");
        assertThat(
                        store.listAt(Selection.all(MAPS), both)
                                .objects()
                                .getFirst()
                                .toNode()
                                .at("/data/v")
                                .asText())
                .isEqualTo("1");
        assertThat(names(store.listAt(Selection.all(MAPS), changed))).containsExactly("a", "b");
        assertThat(names(store.list(Selection.all(MAPS)))).containsExactly("a", "c");
    }

    @Test
    void replaysWhatASubscriberHasMissed() throws HistoryExpired {
        var first = put("a", "1").resourceVersion();
        put("b", "1");
        var seen = new ArrayList<String>();

        try (var subscription =
                store.subscribe(MAPS, first, event -> seen.add(event.after().key().name()))) {
            put("c", "1");
        }
        put("d", "1");
        assertThat(seen).containsExactly("b", "c");
    }

    @Test
    void forgetsLargeChangesSooner() {
        var first = put("a", "1").resourceVersion();
        for (var i = 0; i < 10; i++) {
            put("large", i + "x".repeat(100_000));
        }

        assertThatThrownBy(() -> store.subscribe(MAPS, first, event -> {}))
                .isInstanceOf(HistoryExpired.class);
    }
}
