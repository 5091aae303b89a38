package org.registryfleet.simulatedcloud.gcs;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A bucket: its resource, its objects' names and its bound tags.
 *
 * @param isForeign it belongs to another project
 */
public record StoredBucket(
        boolean isForeign, ObjectNode resource, NavigableSet<String> objects, Set<String> tags) {

    StoredBucket(boolean isForeign, ObjectNode resource) {
        this(isForeign, resource, new ConcurrentSkipListSet<>(), ConcurrentHashMap.newKeySet());
    }
}
