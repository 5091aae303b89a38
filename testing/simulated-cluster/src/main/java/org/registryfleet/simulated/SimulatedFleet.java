package org.registryfleet.simulated;

import org.jspecify.annotations.Nullable;
import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.HttpListener;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.http.HttpRequest;
import org.registryfleet.simulated.http.SelfSigned;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.store.EtcdSnapshot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Many simulated clusters behind one port, of the loopback interface unless told otherwise; the
 * cluster {@code a} lives under {@code /clusters/a}. Clusters can be added and removed at any time.
 */
public final class SimulatedFleet implements AutoCloseable {
    private static final String PREFIX = "clusters";

    private final Map<String, SimulatedCluster> clusters = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService timer;
    private final HttpListener server;
    private final String host;
    private final String certificateAuthority;

    private SimulatedFleet(
            InetSocketAddress address, String host, @Nullable SelfSigned certificate) {
        this.timer = timer();
        this.host = host;
        this.certificateAuthority = certificate == null ? "" : certificate.pem();
        this.server = HttpListener.start(address, certificate, this::answer);
    }

    /** Starts an empty fleet where the address says; the clusters' URLs name the host like it. */
    public static SimulatedFleet start(InetSocketAddress address) {
        return new SimulatedFleet(address, address.getHostString(), null);
    }

    /**
     * Starts an empty fleet that speaks TLS, with HTTP/2 and HTTP/1.1, where the address says; the
     * kubeconfigs name the certificate as that of the authority.
     */
    public static SimulatedFleet start(InetSocketAddress address, SelfSigned certificate) {
        return new SimulatedFleet(address, address.getHostString(), certificate);
    }

    /** Starts an empty fleet; port 0 takes a free one. */
    public static SimulatedFleet start(int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new SimulatedFleet(address, "127.0.0.1", null);
    }

    /** Starts an empty fleet on a free port. */
    public static SimulatedFleet start() {
        return start(0);
    }

    /** Adds an empty cluster. */
    public SimulatedCluster addCluster(String id) {
        return addCluster(id, ClusterProfile.empty());
    }

    /** Adds a cluster of this profile; fails when the id is taken. */
    public SimulatedCluster addCluster(String id, ClusterProfile profile) {
        return add(id, new SimulatedCluster(address(id), profile, null, timer));
    }

    /**
     * Adds a cluster as it was when the snapshot was taken; of the profile only its objects do not
     * count.
     */
    public SimulatedCluster addCluster(String id, ClusterProfile profile, EtcdSnapshot snapshot) {
        return add(id, new SimulatedCluster(address(id), profile, snapshot, timer));
    }

    private ClusterAddress address(String id) {
        return new ClusterAddress(id, baseUrl(id), certificateAuthority);
    }

    private SimulatedCluster add(String id, SimulatedCluster cluster) {
        if (clusters.putIfAbsent(id, cluster) != null) {
            cluster.close();
            throw new IllegalArgumentException("there is a cluster " + id);
        }
        return cluster;
    }

    /** The cluster of this id; fails when there is none. */
    public SimulatedCluster cluster(String id) {
        var cluster = clusters.get(id);
        if (cluster == null) {
            throw new IllegalArgumentException("there is no cluster " + id);
        }
        return cluster;
    }

    /** The ids of all clusters, sorted. */
    public List<String> clusterIds() {
        return List.copyOf(clusters.keySet());
    }

    /** Removes the cluster; its watches break and its URL answers 404. */
    public void removeCluster(String id) {
        var cluster = clusters.remove(id);
        if (cluster != null) {
            cluster.close();
        }
    }

    /** The URL of a cluster's API server, without a slash at the end. */
    public String baseUrl(String id) {
        var scheme = certificateAuthority.isEmpty() ? "http://" : "https://";
        return scheme + host + ":" + server.port() + "/" + PREFIX + "/" + id;
    }

    /** A kubeconfig for the cluster, as YAML. */
    public String kubeconfig(String id) {
        return cluster(id).kubeconfig();
    }

    /** The port that all clusters share. */
    public int port() {
        return server.port();
    }

    /** The number of open client connections. */
    public int connections() {
        return server.connections();
    }

    @Override
    public void close() {
        clusterIds().forEach(this::removeCluster);
        server.close();
        timer.shutdownNow();
    }

    private HttpReply answer(HttpRequest request) {
        var segments =
                Arrays.stream(request.path().split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .toList();
        if (segments.size() >= 2 && segments.getFirst().equals(PREFIX)) {
            var cluster = clusters.get(segments.get(1));
            if (cluster != null) {
                return cluster.answer(request, segments.subList(2, segments.size()));
            }
        }
        return HttpReply.Complete.json(404, Json.bytes(ApiFailure.unknownPath().status()));
    }

    private static ScheduledExecutorService timer() {
        var executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("simulated-clusters-timer").daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
