package org.registryfleet.inventory.service.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.WatchState;
import org.registryfleet.inventory.decision.ClusterMembership;
import org.registryfleet.inventory.decision.FleetInventory;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the fleet's topics say, and what of it the inventory does not know yet: registrations of
 * people, identities that watches have read, and what people did to imported registrations.
 */
public final class FleetFollower {

    /** The topics it follows. */
    public static final List<String> TOPICS =
            List.of(Topics.CLUSTERS, Topics.WATCHES, Topics.INVENTORY);

    private static final class Member {
        @Nullable ClusterRegistration registration;
        @Nullable WatchState watch;
        String by = "";
        String ownMode = "";
        boolean hasLeft;
    }

    private final Events events;
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, InventorySource> sources = new TreeMap<>();
    private final TreeSet<String> news = new TreeSet<>();

    public FleetFollower(Events events) {
        this.events = events;
    }

    /** Takes in a record of one of the topics. */
    public synchronized void accept(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        switch (record.topic()) {
            case Topics.CLUSTERS -> registered(record);
            case Topics.WATCHES -> watched(record);
            default -> reported(record);
        }
    }

    private void registered(ConsumerRecord<String, byte[]> record) {
        var writer = EventHeaders.readFrom(record.headers()).map(EventHeaders::source).orElse("?");
        boolean isOwn = writer.equals(Journal.WRITER);
        var member = members.computeIfAbsent(record.key(), id -> new Member());
        if (record.value() == null) {
            member.registration = null;
            // what a watch has read says nothing about who gets this id next
            member.watch = null;
            member.hasLeft = !isOwn;
        } else {
            var registration = events.decode(record.value(), ClusterRegistration.class);
            RecordKeyCheck.require(record.key(), registration);
            member.registration = registration;
            member.hasLeft = false;
            member.by = isOwn ? "" : writer;
            member.ownMode = isOwn ? registration.getMode().name() : member.ownMode;
        }
        news.add(record.key());
    }

    private void watched(ConsumerRecord<String, byte[]> record) {
        var member = members.computeIfAbsent(record.key(), id -> new Member());
        member.watch =
                record.value() == null ? null : events.decode(record.value(), WatchState.class);
        news.add(record.key());
    }

    private void reported(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            sources.put(record.key(), events.decode(record.value(), InventorySource.class));
        }
    }

    /** The registration as it is in the log; null without one. */
    public synchronized @Nullable ClusterRegistration registration(String cluster) {
        var member = members.get(cluster);
        return member == null ? null : member.registration;
    }

    /** The imported clusters that are in the log. */
    public synchronized List<String> imported() {
        var imported = new ArrayList<String>();
        members.forEach(
                (cluster, member) -> {
                    var registration = member.registration;
                    if (registration != null && !registration.getSource().isEmpty()) {
                        imported.add(cluster);
                    }
                });
        return imported;
    }

    /** The report of a source as it is in the log; null without one. */
    public synchronized @Nullable InventorySource source(String name) {
        return sources.get(name);
    }

    /** What the inventory has to be told, once. */
    public synchronized List<InventoryFact> news(FleetInventory inventory, Instant now) {
        var facts = new ArrayList<InventoryFact>();
        for (var cluster : news) {
            var member = members.get(cluster);
            var registration = member == null ? null : member.registration;
            if (member == null) {
                continue;
            }
            if (registration == null) {
                if (member.hasLeft && inventory.knows(cluster)) {
                    facts.add(new InventoryFact.Left(now, cluster));
                }
                if (member.watch == null) {
                    members.remove(cluster);
                }
                continue;
            }
            var known = inventory.membership(cluster);
            var next = membership(registration, member, known);
            var by = next.byHand() ? "" : member.by;
            if (!by.isEmpty()
                    || (!next.equals(known) && !next.equals(ClusterMembership.IMPORTED))) {
                facts.add(new InventoryFact.Joined(now, cluster, next, by));
            }
            member.by = "";
        }
        news.clear();
        return facts;
    }

    private static ClusterMembership membership(
            ClusterRegistration registration, Member member, @Nullable ClusterMembership known) {
        var base = known == null ? ClusterMembership.IMPORTED : known;
        var chosen = member.by.isEmpty() ? base : chosen(registration, member, base);
        if (registration.getSource().isEmpty()) {
            chosen = new ClusterMembership(true, "", "", false, "", Map.of());
        }
        var watch = member.watch;
        return watch == null
                        || watch.getClusterUid().isEmpty()
                        || (chosen.byHand()
                                && !watch.getCredential().equals(registration.getCredential()))
                ? asRegistered(chosen, registration)
                : chosen.identified(watch.getClusterUid(), watch.getCredential());
    }

    /** Before its watch has read the uid that of the registration counts, if it names one. */
    private static ClusterMembership asRegistered(
            ClusterMembership chosen, ClusterRegistration registration) {
        return chosen.byHand() && !registration.getClusterUid().isEmpty()
                ? chosen.identified(registration.getClusterUid(), registration.getCredential())
                : chosen;
    }

    /** What a person has set; a mode that is still that of the source was not chosen. */
    private static ClusterMembership chosen(
            ClusterRegistration registration, Member member, ClusterMembership base) {
        var mode = registration.getMode().name();
        return new ClusterMembership(
                false,
                base.uid(),
                base.watchedAs(),
                registration.getPaused(),
                mode.equals(member.ownMode) ? base.mode() : mode,
                registration.getManualLabels());
    }
}
