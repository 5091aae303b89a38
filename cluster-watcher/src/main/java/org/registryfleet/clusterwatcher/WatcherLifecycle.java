package org.registryfleet.clusterwatcher;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Runs the watcher with the application, once its topics exist. */
final class WatcherLifecycle implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(WatcherLifecycle.class);

    /** Starts a watcher that runs until closed. */
    interface Start {
        RunningWatcher start();
    }

    private final ClusterWatcherSettings.Kafka kafka;
    private final Start start;
    private volatile @Nullable RunningWatcher running;

    WatcherLifecycle(ClusterWatcherSettings.Kafka kafka, Start start) {
        this.kafka = kafka;
        this.start = start;
    }

    @Override
    public void start() {
        try (var admin = Admin.create(kafka.access().client())) {
            new TopicCatalogue(admin, kafka.topics(), kafka.patience(), LOG::warn)
                    .ensure(Topics.of(Topics.CLUSTERS, Topics.OBSERVATIONS, Topics.WATCHES));
        }
        running = start.start();
    }

    @Override
    public void stop() {
        var watcher = running;
        running = null;
        if (watcher != null) {
            watcher.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public Health health() {
        var watcher = running;
        if (watcher == null || !watcher.shards().running()) {
            return Health.down().withDetail("reason", "registrations are not read").build();
        }
        return Health.up()
                .withDetail("partitions", watcher.shards().partitions())
                .withDetail("clusters", watcher.watcher().watched().size())
                .build();
    }
}
