package org.registryfleet.hubsources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.source.FoundCluster;
import org.registryfleet.inventory.source.HubKind;
import org.registryfleet.inventory.source.HubObject;
import org.registryfleet.inventory.source.SecretContents;
import org.registryfleet.inventory.source.SourceType;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads one source: its reflectors' objects, without Secrets' data, become facts about clusters.
 * While one of the reflectors cannot read, nothing is concluded from what the others see.
 */
public final class SourceReader implements HubReflector.Listener, AutoCloseable {

    private final SourceConfiguration configuration;
    private final SourceType type;
    private final SecretDescriber describer;
    private final InstantSource clock;
    private final Consumer<InventoryFact> journal;
    private final Map<String, SortedMap<String, HubObject>> objects = new HashMap<>();
    private final SortedMap<String, FoundCluster> told = new TreeMap<>();
    private final List<HubReflector> reflectors = new ArrayList<>();
    private final Set<HubReflector> listed = new HashSet<>();
    private String trouble = "";
    private boolean complete;
    private boolean closed;

    /**
     * Reads nothing before {@link #start}.
     *
     * @param known what the journal says of the source's objects
     * @param journal takes the facts; called under this reader's lock
     */
    public SourceReader(
            SourceConfiguration configuration,
            Digester digester,
            InstantSource clock,
            Map<String, FoundCluster> known,
            Consumer<InventoryFact> journal) {
        this.configuration = configuration;
        this.type = configuration.type();
        this.describer = new SecretDescriber(type.format(), digester, clock);
        this.clock = clock;
        this.journal = journal;
        told.putAll(known);
    }

    /** Starts to list and watch. */
    public void start(Supplier<ClusterApi> hub, Executor threads) {
        for (var kind : type.kinds()) {
            objects.put(kind.kind(), new TreeMap<>());
            for (var namespace : namespaces(kind)) {
                reflectors.add(new HubReflector(kind, namespace, selector(kind), hub, this));
            }
        }
        reflectors.forEach(threads::execute);
    }

    /** Lists everything anew; what the journal holds is compared with it. */
    public synchronized void restart(Map<String, FoundCluster> known) {
        told.clear();
        told.putAll(known);
        complete = false;
        listed.clear();
        reflectors.forEach(HubReflector::relist);
    }

    private List<String> namespaces(HubKind kind) {
        return !kind.namespaced() || configuration.namespaces().contains("*")
                ? List.of("")
                : configuration.namespaces();
    }

    // a person's own selector is about the clusters, not about what they refer to
    private String selector(HubKind kind) {
        var own = kind.equals(type.kinds().getFirst()) ? configuration.labelSelector() : "";
        return kind.labelSelector().isEmpty() || own.isEmpty()
                ? kind.labelSelector() + own
                : kind.labelSelector() + "," + own;
    }

    @Override
    public synchronized void seen(HubKind kind, JsonNode object) {
        var known = described(kind, object);
        objectsOf(kind).put(known.key(), known);
        if (complete) {
            tellAbout(kind, known);
        }
    }

    @Override
    public synchronized void deleted(HubKind kind, JsonNode object) {
        var gone = objectsOf(kind).remove(HubReflector.key(object));
        if (complete && gone != null) {
            tellAbout(kind, gone);
        }
    }

    @Override
    public synchronized void listed(HubReflector reflector, Set<String> keys) {
        objectsOf(reflector.kind())
                .keySet()
                .removeIf(key -> reflector.covers(key) && !keys.contains(key));
        listed.add(reflector);
        if (!closed && listed.containsAll(reflectors)) {
            complete = true;
            trouble = "";
            tellEverything();
        }
    }

    @Override
    public synchronized void unreadable(HubReflector reflector, String reason) {
        listed.remove(reflector);
        complete = false;
        if (!closed && !reason.equals(trouble)) {
            trouble = reason;
            journal.accept(
                    new InventoryFact.Unreadable(
                            clock.instant(), configuration.settings().name(), reason));
        }
    }

    /** No fact is told after this returns. */
    @Override
    public synchronized void close() {
        closed = true;
        complete = false;
        reflectors.forEach(HubReflector::close);
    }

    private SortedMap<String, HubObject> objectsOf(HubKind kind) {
        return objects.computeIfAbsent(kind.kind(), any -> new TreeMap<>());
    }

    private HubObject described(HubKind kind, JsonNode object) {
        if (kind.isSecret()) {
            return HubObject.of(kind.kind(), object, describer.describe(object));
        }
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("managedFields", "annotations"));
        }
        return HubObject.of(kind.kind(), object, SecretContents.NONE);
    }

    private void tellAbout(HubKind kind, HubObject changed) {
        var clusters = objectsOf(type.kinds().getFirst());
        if (kind.equals(type.kinds().getFirst())) {
            tell(changed.ref(), clusters.get(changed.key()));
        } else {
            clusters.values().stream()
                    .filter(cluster -> type.concerns(cluster, changed))
                    .toList()
                    .forEach(cluster -> tell(cluster.ref(), cluster));
        }
    }

    private void tellEverything() {
        var clusters = objectsOf(type.kinds().getFirst());
        clusters.values().forEach(cluster -> tell(cluster.ref(), cluster));
        var there = new HashSet<String>();
        clusters.values().forEach(cluster -> there.add(cluster.ref()));
        List.copyOf(told.keySet()).stream()
                .filter(ref -> !there.contains(ref))
                .forEach(ref -> tell(ref, null));
        journal.accept(new InventoryFact.Listed(clock.instant(), configuration.settings().name()));
    }

    private void tell(String ref, @Nullable HubObject object) {
        var source = configuration.settings().name();
        var cluster = object == null ? null : type.cluster(object, this::find, hub());
        if (cluster == null) {
            if (told.remove(ref) != null) {
                journal.accept(new InventoryFact.Gone(clock.instant(), source, ref));
            }
        } else if (!cluster.equals(told.put(ref, cluster))) {
            journal.accept(new InventoryFact.Found(clock.instant(), source, ref, cluster));
        }
    }

    private String hub() {
        return configuration.hubPrefix();
    }

    private @Nullable HubObject find(String kind, String namespace, String name) {
        var ofKind = objects.get(kind);
        return ofKind == null ? null : ofKind.get(namespace + "/" + name);
    }
}
