package org.registryfleet.localfleet.drill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.store.StoreEvent;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Creates, changes and deletes ConfigMaps at random, and keeps the API server's own history. */
final class Changes {
    static final String NAMESPACE = "openshift-image-registry";
    private static final int NAMES = 40;

    private final SimulatedCluster cluster;
    private final Random random;
    private final List<StoreEvent> history = new CopyOnWriteArrayList<>();
    private int made;

    Changes(SimulatedCluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new Random(seed);
        var namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", NAMESPACE);
        cluster.apply(namespace);
        cluster.follow("v1", "ConfigMap", history::add);
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    /** Every change of the API server, in its order. */
    List<StoreEvent> history() {
        return history;
    }

    void make(int count) {
        for (var i = 0; i < count; i++) {
            var ref =
                    SimulatedObjectRef.of(
                            "v1", "ConfigMap", NAMESPACE, "m" + random.nextInt(NAMES));
            if (random.nextInt(5) == 0 && cluster.get(ref).isPresent()) {
                cluster.delete(ref);
            } else {
                cluster.apply(map(ref.name(), ++made));
            }
        }
    }

    private static ObjectNode map(String name, int value) {
        var map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", name).put("namespace", NAMESPACE);
        map.putObject("data").put("value", "v" + value);
        return map;
    }
}
