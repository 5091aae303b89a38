/**
 * Replays decisions: the services' own rules over views folded from the log. Nothing in this
 * module, or on its class path, can reach a cluster.
 */
@NullMarked
package org.registryfleet.replay;

import org.jspecify.annotations.NullMarked;
