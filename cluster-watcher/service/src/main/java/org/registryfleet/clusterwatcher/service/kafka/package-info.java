/**
 * The watcher's Kafka side: produces observations and checkpoints, and shards the clusters by
 * consumer group.
 */
@NullMarked
package org.registryfleet.clusterwatcher.service.kafka;

import org.jspecify.annotations.NullMarked;
