package org.registryfleet.fleetpolicy.service.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Admission;
import org.registryfleet.events.Assignment;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Contact;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyTarget;
import org.registryfleet.fleetpolicy.stream.FieldVerdicts;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Registration.Ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the fleet's topics say, and what of it the queue has not been told yet. Thread-safe. */
public final class FleetTargets {

    /** The topics it follows. */
    public static final List<String> TOPICS =
            List.of(
                    Topics.CLUSTERS,
                    Topics.PLATFORMS,
                    Topics.STORAGE,
                    Topics.STATUS,
                    Topics.ASSIGNMENTS,
                    Topics.POLICIES);

    private static final class Member {
        @Nullable ClusterRegistration registration;
        @Nullable PlatformDetected platform;
        @Nullable StorageProvisioned storage;
        @Nullable ClusterStatus status;
    }

    private final Events events;
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, String> assignments = new HashMap<>();
    private final Map<String, PolicyRollout> reports = new TreeMap<>();
    private final Map<String, PolicyTarget> told = new HashMap<>();
    private final TreeSet<String> news = new TreeSet<>();

    public FleetTargets(Events events) {
        this.events = events;
    }

    /** Takes in a record of one of the topics. */
    public synchronized void accept(ConsumerRecord<String, byte[]> record) {
        var key = record.key();
        if (key == null) {
            return;
        }
        var event = record.value() == null ? null : events.decode(record.value());
        if (event != null) {
            RecordKeyCheck.require(key, event);
        }
        switch (record.topic()) {
            case Topics.ASSIGNMENTS -> {
                if (event instanceof Assignment assignment) {
                    assignments.put(key, assignment.getId());
                }
                return;
            }
            case Topics.POLICIES -> {
                reports.remove(key);
                if (event instanceof PolicyRollout report) {
                    reports.put(key, report);
                }
                return;
            }
            case Topics.CLUSTERS -> member(key).registration = (ClusterRegistration) event;
            case Topics.PLATFORMS -> member(key).platform = (PlatformDetected) event;
            case Topics.STORAGE -> member(key).storage = (StorageProvisioned) event;
            default -> member(key).status = (ClusterStatus) event;
        }
        news.add(key);
    }

    private Member member(String cluster) {
        return members.computeIfAbsent(cluster, _ -> new Member());
    }

    /** The id of the cluster's assignment as it is in the log; empty without one. */
    synchronized String assignment(String cluster) {
        return assignments.getOrDefault(cluster, "");
    }

    /** The report of a policy as it is in the log; null without one. */
    synchronized @Nullable PolicyRollout report(String policy) {
        return reports.get(policy);
    }

    /** All clusters that the topics, or the queue, have named. */
    public synchronized Collection<String> clusters() {
        var all = new TreeSet<>(members.keySet());
        all.addAll(told.keySet());
        return all;
    }

    /** The queue says this of a cluster; null that it has left. */
    public synchronized void told(String cluster, @Nullable PolicyTarget target) {
        if (target == null) {
            told.remove(cluster);
        } else {
            told.put(cluster, target);
        }
        news.add(cluster);
    }

    /** What the queue has to be told, once. */
    public synchronized List<PolicyFact> news(Instant now) {
        var facts = new ArrayList<PolicyFact>();
        for (var cluster : news) {
            var member = members.get(cluster);
            var registration = member == null ? null : member.registration;
            if (member == null || registration == null) {
                if (told.remove(cluster) != null) {
                    facts.add(new PolicyFact.Left(now, cluster));
                }
                continue;
            }
            var target = target(registration, member);
            if (!Objects.equals(told.put(cluster, target), target)) {
                facts.add(new PolicyFact.Seen(now, cluster, target));
            }
        }
        news.clear();
        return facts;
    }

    private static PolicyTarget target(ClusterRegistration registration, Member member) {
        var platform = member.platform;
        var storage = member.storage;
        var status = member.status;
        boolean operatorPresent = storage != null && storage.getOperatorPresent();
        boolean isConnected = status != null && status.getContact() == Contact.CONNECTED;
        boolean isAsleep = registration.getHibernating() && !isConnected;
        var known =
                new Registration(
                        registration.getCluster(),
                        registration.getDisplayName(),
                        registration.getLabels(),
                        Ownership.valueOf(registration.getMode().name()),
                        registration.getPaused()
                                || registration.getAdmission() != Admission.ADMITTED,
                        registration.getPolicy());
        return new PolicyTarget(
                registration.getLabels(),
                platform == null ? "" : platform.getPlatform(),
                platform != null && platform.getSingleReplicaTopology(),
                isConnected || isAsleep,
                !isAsleep
                        && !known.paused()
                        && Registration.ownership(known, operatorPresent) != Ownership.OBSERVE,
                status == null ? "" : status.getSummary(),
                status != null && status.getSettled(),
                storage == null
                        ? List.of()
                        : FieldVerdicts.decode(storage.getPolicies()).stream()
                                .map(FleetTargets::essential)
                                .toList());
    }

    /** Values from before stay where they are; only what is decided from goes on. */
    private static FieldVerdict essential(FieldVerdict verdict) {
        return new FieldVerdict(
                verdict.field(),
                verdict.policy(),
                verdict.version(),
                verdict.state(),
                verdict.message(),
                false,
                "",
                0);
    }
}
