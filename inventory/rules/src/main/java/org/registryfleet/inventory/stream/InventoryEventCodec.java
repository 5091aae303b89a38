package org.registryfleet.inventory.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.InventoryEntry;
import org.registryfleet.events.InventoryEvent;
import org.registryfleet.events.InventoryEventType;
import org.registryfleet.events.InventoryMembership;
import org.registryfleet.events.InventorySettings;
import org.registryfleet.inventory.decision.ClusterMembership;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.decision.LabelMapping;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.decision.SourceSettings.Guard;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.inventory.source.FoundCluster;
import org.registryfleet.schemas.UndecodableEventException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The facts of the inventory as records, and back. */
public final class InventoryEventCodec {
    /** Key of every fact: one key, one order. */
    public static final String KEY = "fleet";

    private InventoryEventCodec() {}

    /** The fact as a record. */
    public static InventoryEvent encode(InventoryFact fact) {
        var event = event(fact.at());
        switch (fact) {
            case InventoryFact.Configured(_, var settings) ->
                    event.setType(InventoryEventType.CONFIGURED)
                            .setSource(settings.name())
                            .setSettings(settings(settings));
            case InventoryFact.Retired(_, var source) ->
                    event.setType(InventoryEventType.RETIRED).setSource(source);
            case InventoryFact.Found(_, var source, var ref, var cluster) ->
                    event.setType(InventoryEventType.FOUND)
                            .setSource(source)
                            .setRef(ref)
                            .setEntry(entry(cluster));
            case InventoryFact.Gone(_, var source, var ref) ->
                    event.setType(InventoryEventType.GONE).setSource(source).setRef(ref);
            case InventoryFact.Listed(_, var source) ->
                    event.setType(InventoryEventType.LISTED).setSource(source);
            case InventoryFact.Unreadable(_, var source, var reason) ->
                    event.setType(InventoryEventType.UNREADABLE)
                            .setSource(source)
                            .setReason(reason);
            case InventoryFact.Tick _ -> event.setType(InventoryEventType.TICK);
            case InventoryFact.Joined(_, var cluster, var membership, var by) ->
                    event.setType(InventoryEventType.JOINED)
                            .setCluster(cluster)
                            .setMembership(membership(membership))
                            .setBy(by);
            case InventoryFact.Left(_, var cluster) ->
                    event.setType(InventoryEventType.LEFT).setCluster(cluster);
            case InventoryFact.Confirmed _, InventoryFact.Adopted _, InventoryFact.Forgotten _ ->
                    command(event, fact);
        }
        return event.build();
    }

    private static InventoryEvent.Builder event(Instant at) {
        return InventoryEvent.newBuilder()
                .setInventory(KEY)
                .setType(InventoryEventType.UNKNOWN)
                .setAt(at);
    }

    /** What a person says. */
    private static void command(InventoryEvent.Builder event, InventoryFact fact) {
        switch (fact) {
            case InventoryFact.Confirmed(_, var source, var gone, var by, var reason) ->
                    event.setType(InventoryEventType.CONFIRMED)
                            .setSource(source)
                            .setCount(gone)
                            .setBy(by)
                            .setReason(reason);
            case InventoryFact.Adopted(_, var cluster, var source, var by, var reason) ->
                    event.setType(InventoryEventType.ADOPTED)
                            .setSource(source)
                            .setCluster(cluster)
                            .setBy(by)
                            .setReason(reason);
            case InventoryFact.Forgotten(_, var cluster, var by, var reason) ->
                    event.setType(InventoryEventType.FORGOTTEN)
                            .setCluster(cluster)
                            .setBy(by)
                            .setReason(reason);
            default -> throw new IllegalArgumentException("no command: " + fact);
        }
    }

    /**
     * The fact of a record.
     *
     * @throws UndecodableEventException when it is none that this release knows
     */
    public static InventoryFact decode(InventoryEvent event) {
        var at = event.getAt();
        var source = event.getSource();
        var cluster = event.getCluster();
        return switch (event.getType()) {
            case CONFIGURED ->
                    new InventoryFact.Configured(at, settings(source, part(event.getSettings())));
            case RETIRED -> new InventoryFact.Retired(at, source);
            case FOUND ->
                    new InventoryFact.Found(
                            at, source, event.getRef(), found(part(event.getEntry())));
            case GONE -> new InventoryFact.Gone(at, source, event.getRef());
            case LISTED -> new InventoryFact.Listed(at, source);
            case UNREADABLE -> new InventoryFact.Unreadable(at, source, event.getReason());
            case JOINED ->
                    new InventoryFact.Joined(
                            at, cluster, membership(part(event.getMembership())), event.getBy());
            case LEFT -> new InventoryFact.Left(at, cluster);
            case TICK -> new InventoryFact.Tick(at);
            case CONFIRMED ->
                    new InventoryFact.Confirmed(
                            at, source, event.getCount(), event.getBy(), event.getReason());
            case ADOPTED ->
                    new InventoryFact.Adopted(
                            at, cluster, source, event.getBy(), event.getReason());
            case FORGOTTEN ->
                    new InventoryFact.Forgotten(at, cluster, event.getBy(), event.getReason());
            case UNKNOWN ->
                    throw new UndecodableEventException(
                            "an inventory event of an unknown type",
                            "update this service to the producer's release");
        };
    }

    private static <T> T part(@Nullable T part) {
        return Optional.ofNullable(part)
                .orElseThrow(
                        () ->
                                new UndecodableEventException(
                                        "an inventory event lacks the part its type needs",
                                        "find out who writes to this topic"));
    }

    private static InventorySettings settings(SourceSettings settings) {
        var guard = settings.guard();
        return InventorySettings.newBuilder()
                .setType(settings.type())
                .setPrecedence(settings.precedence())
                .setHub(settings.hub())
                .setMode(settings.mode())
                .setGraceMillis(guard.grace().toMillis())
                .setSettleMillis(settings.settle().toMillis())
                .setGuardPercent(guard.percent())
                .setGuardAtLeast(guard.atLeast())
                .setWindowMillis(guard.window().toMillis())
                .setCopiedLabels(List.copyOf(new TreeSet<>(settings.labels().copied())))
                .setAddedLabels(new TreeMap<>(settings.labels().added()))
                .setSimulated(settings.simulated())
                .build();
    }

    private static SourceSettings settings(String name, InventorySettings settings) {
        return new SourceSettings(
                name,
                settings.getType(),
                settings.getPrecedence(),
                settings.getHub(),
                settings.getMode(),
                new LabelMapping(Set.copyOf(settings.getCopiedLabels()), settings.getAddedLabels()),
                new Guard(
                        Duration.ofMillis(settings.getGraceMillis()),
                        settings.getGuardPercent(),
                        settings.getGuardAtLeast(),
                        Duration.ofMillis(settings.getWindowMillis())),
                Duration.ofMillis(settings.getSettleMillis()),
                settings.getSimulated());
    }

    private static InventoryEntry entry(FoundCluster cluster) {
        var endpoint = cluster.endpoint();
        return InventoryEntry.newBuilder()
                .setName(cluster.name())
                .setLabels(new TreeMap<>(cluster.labels()))
                .setCredential(endpoint.credential())
                .setServer(endpoint.server())
                .setAuthority(endpoint.authority())
                .setAuthentication(endpoint.authentication())
                .setExpiresAt(endpoint.expiresAt())
                .setDigest(endpoint.digest())
                .setProblem(cluster.problem())
                .setHibernating(cluster.hibernating())
                .setDeparting(cluster.departing())
                .build();
    }

    private static FoundCluster found(InventoryEntry entry) {
        var endpoint =
                new ClusterEndpoint(
                        entry.getCredential(),
                        entry.getServer(),
                        entry.getAuthority(),
                        entry.getAuthentication(),
                        entry.getExpiresAt(),
                        entry.getDigest());
        return new FoundCluster(
                entry.getName(),
                entry.getLabels(),
                endpoint,
                entry.getProblem(),
                entry.getHibernating(),
                entry.getDeparting());
    }

    private static InventoryMembership membership(ClusterMembership membership) {
        return InventoryMembership.newBuilder()
                .setByHand(membership.byHand())
                .setUid(membership.uid())
                .setWatchedAs(membership.watchedAs())
                .setPaused(membership.paused())
                .setMode(membership.mode())
                .setManualLabels(new TreeMap<>(membership.manualLabels()))
                .build();
    }

    private static ClusterMembership membership(InventoryMembership membership) {
        return new ClusterMembership(
                membership.getByHand(),
                membership.getUid(),
                membership.getWatchedAs(),
                membership.getPaused(),
                membership.getMode(),
                membership.getManualLabels());
    }
}
