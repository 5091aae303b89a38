/** Infers the platform from nodes. Nodes that contradict each other prove nothing. */
@NullMarked
package org.registryfleet.platformdetector.node;

import org.jspecify.annotations.NullMarked;
