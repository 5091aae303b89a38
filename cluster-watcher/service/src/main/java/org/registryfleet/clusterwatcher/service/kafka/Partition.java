package org.registryfleet.clusterwatcher.service.kafka;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusterwatcher.service.resume.ResumePoint;
import org.registryfleet.events.ClusterRegistration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Registrations of an assigned partition, which take effect once it has been read to {@code end}.
 */
final class Partition {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);

    final long end;
    final Map<String, Optional<ClusterRegistration>> news = new TreeMap<>();
    final Map<String, ClusterRegistration> watched = new HashMap<>();
    final Map<String, ClusterRegistration> failed = new HashMap<>();
    final Set<String> unreadable = new HashSet<>();
    long failedAt;
    boolean settled;
    @Nullable Map<String, ResumePoint> resumePoints;

    Partition(long end) {
        this.end = end;
    }

    boolean forget(String cluster) {
        failed.remove(cluster);
        return watched.remove(cluster) != null;
    }

    void retryFailed() {
        if (System.nanoTime() - failedAt > RETRY_NANOS) {
            failed.forEach((id, again) -> news.putIfAbsent(id, Optional.of(again)));
            failed.clear();
        }
    }
}
