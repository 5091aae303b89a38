/**
 * Runs the rules of a stage over the records of one cluster: decode, fold, decide, encode.
 * Independent of Kafka Streams, so that a replay runs the same code.
 */
@NullMarked
package org.registryfleet.stage.runtime;

import org.jspecify.annotations.NullMarked;
