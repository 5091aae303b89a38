/** A real Kafka broker in this process, in KRaft mode, on loopback only. */
@NullMarked
package org.registryfleet.localfleet.kafka;

import org.jspecify.annotations.NullMarked;
