package org.registryfleet.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.simulated.admission.DefaultStorageClass;
import org.registryfleet.simulated.admission.KindAdmission;
import org.registryfleet.simulated.admission.Mutations;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.http.HttpRequest;
import org.registryfleet.simulated.kubelet.Kubelet;
import org.registryfleet.simulated.operation.DeleteOptions;
import org.registryfleet.simulated.operation.Identity;
import org.registryfleet.simulated.operation.Part;
import org.registryfleet.simulated.operation.Patch;
import org.registryfleet.simulated.operation.ResourceOperations;
import org.registryfleet.simulated.operation.WriteOptions;
import org.registryfleet.simulated.resource.FieldSelector;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.LabelSelector;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.server.Faults;
import org.registryfleet.simulated.server.RequestLog;
import org.registryfleet.simulated.server.ServerParts;
import org.registryfleet.simulated.server.SimulatedApiServer;
import org.registryfleet.simulated.server.Watches;
import org.registryfleet.simulated.store.EtcdSnapshot;
import org.registryfleet.simulated.store.Selection;
import org.registryfleet.simulated.store.StoreEvent;
import org.registryfleet.simulated.store.StoreSnapshot;
import org.registryfleet.simulated.store.StoredObject;
import org.registryfleet.simulated.store.Subscription;
import org.registryfleet.simulated.store.VersionedStore;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * One simulated cluster, with access in process beside its API server. Writes in process obey the
 * same rules as requests, fail with {@link org.registryfleet.simulated.failure.ApiFailure} and are
 * not counted as requests.
 */
public final class SimulatedCluster {
    private final ClusterAddress address;
    private final ClusterProfile profile;
    private final VersionedStore store;
    private final ResourceOperations operations;
    private final RequestLog requests;
    private final SimulatedApiServer server;
    private final Kubelet kubelet;
    private final Identity identity;
    private final Mutations mutations = new Mutations();

    SimulatedCluster(
            ClusterAddress address,
            ClusterProfile profile,
            @Nullable EtcdSnapshot snapshot,
            ScheduledExecutorService timer) {
        var settings = profile.settings();
        var id = address.id();
        this.address = address;
        this.profile = profile;
        this.store = new VersionedStore(settings.historyLimit());
        this.identity =
                new Identity(id, settings.clock())
                        .after(snapshot == null ? 0 : snapshot.identities());
        var defaultClass = new DefaultStorageClass(profile.catalog(), store);
        var admission = new KindAdmission(profile.schemas(), defaultClass, mutations);
        this.operations =
                new ResourceOperations(store, admission, identity, settings.immortalNamespaces());
        this.requests = new RequestLog(settings.requestLogLimit(), settings.clock());
        var parts =
                new ServerParts(
                        profile.catalog(),
                        store,
                        operations,
                        requests,
                        settings.bookmarkInterval(),
                        timer);
        this.server = new SimulatedApiServer(parts, settings.token());
        if (snapshot == null) {
            profile.objects().forEach(this::apply);
        } else {
            store.restore(snapshot, object -> key(SimulatedObjectRef.to(object)));
        }
        var workplace = new Kubelet.Workplace(id, profile.catalog(), store, operations, identity);
        this.kubelet = new Kubelet(workplace, profile.kubelet(), timer);
    }

    /** The id of the cluster. */
    public String id() {
        return address.id();
    }

    /** The URL of the API server, without a slash at the end. */
    public String baseUrl() {
        return address.url();
    }

    /** A kubeconfig for this cluster, as YAML. */
    public String kubeconfig() {
        return address.kubeconfig(profile.settings().token());
    }

    /** The object, if it is there. */
    public Optional<ObjectNode> get(SimulatedObjectRef ref) {
        return Optional.ofNullable(store.get(key(ref))).map(StoredObject::toNode);
    }

    /** The objects of a kind, sorted; an empty namespace means all. */
    public List<ObjectNode> list(String apiVersion, String kind, String namespace) {
        var type = profile.catalog().require(apiVersion, kind);
        var selection = new Selection(type, namespace, LabelSelector.ALL, FieldSelector.ALL);
        return store.list(selection).objects().stream().map(StoredObject::toNode).toList();
    }

    /**
     * Creates the object or replaces it when it exists; its status, if given, goes to the status
     * subresource.
     */
    public ObjectNode apply(ObjectNode object) {
        var copy = copy(object);
        var key = key(SimulatedObjectRef.to(copy));
        var status = copy.get("status");
        var written =
                store.get(key) == null
                        ? operations.create(
                                key.type(), key.namespace(), copy, WriteOptions.IN_PROCESS)
                        : operations.change(
                                key,
                                Part.MAIN,
                                WriteOptions.IN_PROCESS,
                                old -> replacing(old, copy));
        if (status == null || !key.type().hasStatus()) {
            return written.object().toNode();
        }
        return operations
                .change(key, Part.STATUS, WriteOptions.IN_PROCESS, old -> old.set("status", status))
                .object()
                .toNode();
    }

    /** Merges the patch into the object. */
    public ObjectNode patch(SimulatedObjectRef ref, ObjectNode body) {
        return operations
                .patch(key(ref), new Patch.Merge(copy(body)), Part.MAIN, WriteOptions.IN_PROCESS)
                .object()
                .toNode();
    }

    /** Merges the patch into the object's status. */
    public ObjectNode patchStatus(SimulatedObjectRef ref, ObjectNode body) {
        return operations
                .patch(key(ref), new Patch.Merge(copy(body)), Part.STATUS, WriteOptions.IN_PROCESS)
                .object()
                .toNode();
    }

    /** Deletes the object with these options. */
    public void delete(SimulatedObjectRef ref, DeleteOptions options) {
        operations.delete(key(ref), options);
    }

    /** Deletes the object in the background. */
    public void delete(SimulatedObjectRef ref) {
        delete(ref, DeleteOptions.BACKGROUND);
    }

    /**
     * Tells the listener of every change of a kind from now on. It is called inside the write, so
     * it must return at once.
     */
    public Subscription follow(String apiVersion, String kind, Consumer<StoreEvent> listener) {
        return store.follow(profile.catalog().require(apiVersion, kind), listener);
    }

    /** What it takes to start this cluster again as it is now. */
    public EtcdSnapshot snapshot() {
        return store.exclusively(() -> store.snapshot(identity.given()));
    }

    /** The version of the newest change of the cluster. */
    public long resourceVersion() {
        return store.revision();
    }

    /** The number of objects. */
    public int objectCount() {
        return store.size();
    }

    /** Forgets the history of changes, so that watches from older versions get 410. */
    public void compact() {
        store.compact();
    }

    /** All objects with their versions, as a snapshot of etcd holds them. */
    public StoreSnapshot backup() {
        return store.backup();
    }

    /**
     * Restores etcd from a snapshot and starts the API server anew: objects, versions and the
     * revision go back, and all watches break.
     */
    public void restore(StoreSnapshot backup) {
        store.restore(backup);
        server.watches().dropAll();
    }

    /**
     * Another cluster comes up at the same address: the objects of the profile under other uids,
     * with versions that begin anew.
     */
    public void installAnew() {
        restore(new StoreSnapshot(1, List.of()));
        profile.objects().forEach(this::apply);
    }

    /** The kinds this cluster serves. */
    public ResourceCatalog catalog() {
        return profile.catalog();
    }

    /** The requests so far. */
    public RequestLog requests() {
        return requests;
    }

    /** What happens to objects at admission. */
    public Mutations mutations() {
        return mutations;
    }

    /** The faults on demand. */
    public Faults faults() {
        return server.faults();
    }

    /** The open watches. */
    public Watches watches() {
        return server.watches();
    }

    /** All open watches fall silent for good; so do new ones until the faults are cleared. */
    public void silenceWatches() {
        server.silenceWatches();
    }

    /** What controllers and kubelets do in this cluster. */
    public Kubelet kubelet() {
        return kubelet;
    }

    HttpReply answer(HttpRequest request, List<String> path) {
        return server.answer(request, path);
    }

    void close() {
        kubelet.close();
        server.watches().dropAll();
    }

    private ObjectKey key(SimulatedObjectRef ref) {
        return new ObjectKey(
                profile.catalog().require(ref.apiVersion(), ref.kind()),
                ref.namespace(),
                ref.name());
    }

    private static ObjectNode replacing(ObjectNode old, ObjectNode next) {
        var metadata = Json.child(next, "metadata");
        metadata.set("resourceVersion", old.path("metadata").path("resourceVersion"));
        return next;
    }

    /** By way of the text, so that numbers have the form that parsed ones have. */
    private static ObjectNode copy(ObjectNode object) {
        return Json.parseObject(Json.bytes(object));
    }
}
