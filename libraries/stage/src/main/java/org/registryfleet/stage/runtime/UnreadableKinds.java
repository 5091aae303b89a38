package org.registryfleet.stage.runtime;

import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.UnreadableKind;
import org.registryfleet.events.UnreadableReason;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which kinds and namespaces a watcher cannot list, and why. */
public final class UnreadableKinds {

    private static final String FORBIDDEN = "forbidden: list ";

    private UnreadableKinds() {}

    /** The forbidden kinds and namespaces of an observation of type SYNCED. */
    public static Set<Unreadable> of(Observation observation) {
        return observation.getUnreadable().isEmpty()
                ? inWords(observation.getDetail())
                : observation.getUnreadable().stream()
                        .filter(one -> one.getReason() == UnreadableReason.FORBIDDEN)
                        .map(one -> unreadable(one.getWatched()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The kinds that the API server does not know; none from releases that said it in words. */
    public static Set<UnservedKind> unserved(Observation observation) {
        return observation.getUnreadable().stream()
                .filter(one -> one.getReason() == UnreadableReason.NOT_SERVED)
                .map(UnreadableKind::getWatched)
                .map(watched -> new UnservedKind(watched.getApiVersion(), watched.getKind()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Unreadable unreadable(ObjectKey key) {
        var where =
                Stream.of(key.getNamespace(), key.getName())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("/"));
        return new Unreadable(key.getKind(), where);
    }

    /** Parses {@code forbidden: list <kind> <where>}, as earlier releases wrote it. */
    private static Set<Unreadable> inWords(String detail) {
        return Stream.of(detail.split("; "))
                .filter(part -> part.startsWith(FORBIDDEN))
                .map(part -> part.substring(FORBIDDEN.length()).split(" ", 2))
                .map(words -> new Unreadable(words[0], words.length > 1 ? words[1] : ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
