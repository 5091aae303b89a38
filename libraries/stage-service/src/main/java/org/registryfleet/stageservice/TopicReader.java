package org.registryfleet.stageservice;

import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicFollower;
import org.springframework.context.SmartLifecycle;

import java.util.Collection;

/**
 * Follows topics from their beginning while the application runs, for data every process needs in
 * full.
 */
public final class TopicReader implements SmartLifecycle {

    private final String name;
    private final TopicFollower follower;
    private final TopicFollower.Listener listener;
    private volatile boolean running;

    /**
     * @param name of the thread and in messages
     * @param listener called on the reader's thread
     */
    public TopicReader(
            String name,
            KafkaAccess kafka,
            Collection<String> topics,
            TopicFollower.Listener listener) {
        this.name = name;
        this.follower = new TopicFollower(kafka, topics);
        this.listener = listener;
    }

    /** Whether the end offsets at start have been reached. */
    public boolean hasCaughtUp() {
        return follower.hasCaughtUp();
    }

    public String name() {
        return name;
    }

    /** Whether the reader's thread died without {@link #stop}. */
    public boolean isDead() {
        return follower.isDead();
    }

    @Override
    public void start() {
        follower.start(name, listener);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        follower.wakeup();
    }

    @Override
    public boolean isRunning() {
        return running && !isDead();
    }

    /** After the topics were verified, before any binding. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }
}
