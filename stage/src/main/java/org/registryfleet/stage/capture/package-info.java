/**
 * Whether the log of a cluster's observations is without holes, read from the observations alone.
 * Used by audits and by the drills; knows neither Kafka nor Avro.
 */
@NullMarked
package org.registryfleet.stage.capture;

import org.jspecify.annotations.NullMarked;
