package org.registryfleet.simulatedcloud.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A bucket: whose it is, its objects' keys, what remains of earlier objects, and its properties as
 * they were put, in XML.
 */
public final class SimulatedBucket {

    private final boolean isForeign;
    private final Instant created = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final NavigableSet<String> keys = new ConcurrentSkipListSet<>();
    private final NavigableSet<String> oldVersions = new ConcurrentSkipListSet<>();
    private final NavigableSet<String> uploads = new ConcurrentSkipListSet<>();
    private final Map<String, String> properties = new ConcurrentHashMap<>();

    SimulatedBucket(boolean isForeign) {
        this.isForeign = isForeign;
    }

    /** It belongs to another account. */
    public boolean isForeign() {
        return isForeign;
    }

    public Instant created() {
        return created;
    }

    public NavigableSet<String> keys() {
        return keys;
    }

    /** Keys that have a version besides the current one. */
    public NavigableSet<String> oldVersions() {
        return oldVersions;
    }

    /** Keys of uploads that nobody has finished. */
    public NavigableSet<String> uploads() {
        return uploads;
    }

    boolean isEmpty() {
        return keys.isEmpty() && oldVersions.isEmpty() && uploads.isEmpty();
    }

    /** By the name of the sub-resource: tagging, encryption, lifecycle and so on. */
    public Map<String, String> properties() {
        return properties;
    }
}
