package org.registryfleet.stage.runtime;

import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.UnreadableReason;
import org.registryfleet.stage.view.Unreadable;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a watcher says that it is not allowed to list. */
public final class UnreadableKinds {

    private static final String FORBIDDEN = "forbidden: list ";

    private UnreadableKinds() {}

    /** What the fleet may not list, of an observation of type SYNCED. */
    public static Set<Unreadable> of(Observation observation) {
        return observation.getUnreadable().isEmpty()
                ? inWords(observation.getDetail())
                : observation.getUnreadable().stream()
                        .filter(one -> one.getReason() == UnreadableReason.FORBIDDEN)
                        .map(one -> unreadable(one.getWatched()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Unreadable unreadable(ObjectKey key) {
        var where =
                Stream.of(key.getNamespace(), key.getName())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("/"));
        return new Unreadable(key.getKind(), where);
    }

    /** Records of earlier releases say {@code forbidden: list <kind> <where>} for each. */
    private static Set<Unreadable> inWords(String detail) {
        return Stream.of(detail.split("; "))
                .filter(part -> part.startsWith(FORBIDDEN))
                .map(part -> part.substring(FORBIDDEN.length()).split(" ", 2))
                .map(words -> new Unreadable(words[0], words.length > 1 ? words[1] : ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
