package org.registryfleet.simulatedcloud.s3;

import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** A bucket: whose it is, its objects' keys, and its properties as they were put, in XML. */
public final class SimulatedBucket {

    private final boolean isForeign;
    private final NavigableSet<String> keys = new ConcurrentSkipListSet<>();
    private final Map<String, String> properties = new ConcurrentHashMap<>();

    SimulatedBucket(boolean isForeign) {
        this.isForeign = isForeign;
    }

    /** It belongs to another account. */
    public boolean isForeign() {
        return isForeign;
    }

    public NavigableSet<String> keys() {
        return keys;
    }

    /** By the name of the sub-resource: tagging, encryption, lifecycle and so on. */
    public Map<String, String> properties() {
        return properties;
    }
}
