package org.registryfleet.clusteraccess;

import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.CredentialReference;
import org.registryfleet.clusteraccess.credential.Credentials;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Registry of the connections to all clusters, over one shared Vert.x instance and one executor of
 * virtual threads. Connections open lazily, at the first call to a cluster. Thread-safe.
 */
public final class ClusterConnections implements AutoCloseable {
    private static final Duration CREDENTIAL_CHECK = Duration.ofSeconds(2);

    // not a valid name of a Kubernetes object, so no registration can have this id
    private static final String HUB_KEY = "(hub)";

    private record Member(ManagedEndpoint endpoint, ClusterApi api) {}

    private final ConnectionSettings settings;
    private final Transport transport;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cluster-", 0).factory());
    private final ScheduledExecutorService checks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("credentials").factory());
    private final Credentials credentials;
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final Set<String> simulated = ConcurrentHashMap.newKeySet();
    private final Set<String> observed = ConcurrentHashMap.newKeySet();

    public ClusterConnections(ConnectionSettings settings) {
        this(settings, new VertxTransport(settings));
    }

    public ClusterConnections(ConnectionSettings settings, Transport transport) {
        this.settings = settings;
        this.transport = transport;
        this.credentials =
                new Credentials(settings.credentialFolder(), this::hub, InstantSource.system());
        var _ =
                checks.scheduleWithFixedDelay(
                        this::refreshCredentials,
                        CREDENTIAL_CHECK.toSeconds(),
                        CREDENTIAL_CHECK.toSeconds(),
                        TimeUnit.SECONDS);
    }

    /**
     * Adds a cluster or takes over its new credential reference; whether it has changed.
     *
     * @throws CredentialException when the reference is none
     */
    public boolean register(ClusterRegistration registration) {
        mark(simulated, registration.getCluster(), registration.getSimulated());
        mark(
                observed,
                registration.getCluster(),
                registration.getMode() == OwnershipMode.OBSERVE
                        || registration.getAdmission() != Admission.ADMITTED);
        var reference =
                CredentialReference.parse(registration.getCredential(), registration.getEndpoint());
        var endpoint = endpoint(registration.getCluster(), reference);
        if (endpoint.rotate(registration.getCredentialDigest())) {
            threads.execute(endpoint::refresh);
        }
        return endpoint.refer(reference);
    }

    /**
     * Adds a cluster or takes over its new credential reference; whether it has changed.
     *
     * @throws CredentialException when the reference is none
     */
    public boolean register(String cluster, String credential) {
        var reference = CredentialReference.parse(credential);
        return endpoint(cluster, reference).refer(reference);
    }

    private ManagedEndpoint endpoint(String cluster, CredentialReference reference) {
        return members.computeIfAbsent(cluster, id -> member(id, reference)).endpoint();
    }

    private static void mark(Set<String> clusters, String cluster, boolean isIn) {
        if (isIn) {
            clusters.add(cluster);
        } else {
            clusters.remove(cluster);
        }
    }

    /** Closes the connections of a cluster that has left the fleet. */
    public void remove(String cluster) {
        simulated.remove(cluster);
        observed.remove(cluster);
        var member = members.remove(cluster);
        if (member != null) {
            member.endpoint().close();
        }
    }

    /** Empty when the cluster is not registered. */
    public Optional<ClusterApi> api(String cluster) {
        return Optional.ofNullable(members.get(cluster)).map(Member::api);
    }

    /** Whether the cluster is registered as simulated: its actions must not reach a real cloud. */
    public boolean isSimulated(String cluster) {
        return simulated.contains(cluster);
    }

    /** Whether the cluster is registered with mode observe: nothing may be written to it. */
    public boolean isObserved(String cluster) {
        return observed.contains(cluster);
    }

    public Set<String> clusters() {
        return members.keySet().stream()
                .filter(cluster -> !cluster.startsWith(HUB_KEY))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * When the credential that is in use for the cluster ends; empty when none is in use, it does
     * not say, or its plugin renews it.
     */
    public Optional<Instant> credentialEnds(String cluster) {
        return Optional.ofNullable(members.get(cluster))
                .flatMap(member -> member.endpoint().credentialEnds());
    }

    /** A cluster without calls has watches, whose credential changes and ends, too. */
    private void refreshCredentials() {
        members.values().stream()
                .map(Member::endpoint)
                .filter(ManagedEndpoint::isOpen)
                .forEach(endpoint -> threads.execute(endpoint::refresh));
    }

    /** Number of responses that exceeded the limits. */
    public long tooLargeResponses() {
        return settings.limits().exceeded();
    }

    /** Virtual threads for blocking calls to clusters. */
    public ExecutorService threads() {
        return threads;
    }

    /**
     * A hub by its name; empty for the default one.
     *
     * @throws CredentialException when no hub of that name is configured
     */
    public ClusterApi hub(String name) {
        var credential = name.isEmpty() ? settings.hub() : settings.hubs().get(name);
        if (credential == null) {
            throw new CredentialException(
                    "no hub is called \"%s\"; fleet.access.hubs has %s"
                            .formatted(name, settings.hubs().keySet()));
        }
        var title = name.isEmpty() ? "hub" : "hub " + name;
        return members.computeIfAbsent(
                        HUB_KEY + name, id -> member(title, CredentialReference.parse(credential)))
                .api();
    }

    @Override
    public void close() {
        members.values().forEach(member -> member.endpoint().close());
        members.clear();
        transport.close();
        checks.shutdownNow();
        threads.shutdownNow();
    }

    private Member member(String cluster, CredentialReference reference) {
        var endpoint = new ManagedEndpoint(cluster, reference, credentials, transport, threads);
        return new Member(
                endpoint,
                new ClusterApi(
                        endpoint,
                        settings.callTimeLimit(),
                        threads,
                        settings.limits(),
                        settings.fieldManager()));
    }
}
