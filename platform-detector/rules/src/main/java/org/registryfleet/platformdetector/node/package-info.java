/**
 * What nodes give away about the platform below them. Nodes that contradict each other prove
 * nothing.
 */
@NullMarked
package org.registryfleet.platformdetector.node;

import org.jspecify.annotations.NullMarked;
