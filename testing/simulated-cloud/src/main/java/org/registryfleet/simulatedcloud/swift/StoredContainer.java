package org.registryfleet.simulatedcloud.swift;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** A container: its metadata headers and its objects' names. */
public record StoredContainer(
        Map<String, String> metadata, NavigableSet<String> objects, Instant created) {

    StoredContainer() {
        this(new ConcurrentHashMap<>(), new ConcurrentSkipListSet<>(), Instant.now());
    }
}
