/**
 * Runs a stage on Kafka Streams: decode, evolve, decide, publish. The only package of this module
 * that knows Avro, Kafka and the store.
 */
@NullMarked
package org.registryfleet.stage.stream;

import org.jspecify.annotations.NullMarked;
