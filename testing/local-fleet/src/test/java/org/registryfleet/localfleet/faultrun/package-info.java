/**
 * Random faults on the way through the real stream processor: Kafka Streams' test driver on topics
 * in memory. Whatever is dropped, repeated, delayed or failed, the end is that of the run without
 * faults.
 */
@NullMarked
package org.registryfleet.localfleet.faultrun;

import org.jspecify.annotations.NullMarked;
