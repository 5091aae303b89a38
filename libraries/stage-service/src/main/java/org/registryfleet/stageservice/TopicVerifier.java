package org.registryfleet.stageservice;

import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.KafkaSettings;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.util.Collection;

/**
 * Creates missing topics and blocks the start of a service whose topics differ from the catalogue.
 */
final class TopicVerifier implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicVerifier.class);

    private final KafkaAccess kafka;
    private final KafkaSettings settings;
    private final Collection<TopicSpec> topics;
    private final ChangelogLimit changelog;
    private boolean running;

    TopicVerifier(
            KafkaAccess kafka,
            KafkaSettings settings,
            Collection<TopicSpec> topics,
            ChangelogLimit changelog) {
        this.changelog = changelog;
        this.kafka = kafka;
        this.settings = settings;
        this.topics = topics;
    }

    @Override
    public void start() {
        try (var admin = kafka.admin()) {
            new TopicCatalogue(admin, settings.topics(), settings.patience(), LOG::warn)
                    .ensure(topics);
            changelog.raise(admin);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before any binding to Kafka. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
