/**
 * Decides again: the services' own rules over views folded from the log. No class here, nor any on
 * the module's class path, can reach a cluster.
 */
@NullMarked
package org.registryfleet.replay;

import org.jspecify.annotations.NullMarked;
