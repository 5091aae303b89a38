/**
 * The whole control plane in this process: the watcher and the four stages, each with its own
 * application context, talking to each other through Kafka only.
 */
@NullMarked
package org.registryfleet.localfleet.pipeline;

import org.jspecify.annotations.NullMarked;
