/**
 * One cluster's watch: lists and watches every kind, notices what was missed, and hands
 * observations on in one gapless sequence per session. Needs neither Spring nor Kafka.
 */
@NullMarked
package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.NullMarked;
