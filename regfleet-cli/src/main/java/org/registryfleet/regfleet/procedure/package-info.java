/**
 * The documented procedures of an administrator as decisions: from the state of a cluster to the
 * writes that are needed, what they do to the images, or why the wish cannot be fulfilled. Pure.
 */
@NullMarked
package org.registryfleet.regfleet.procedure;

import org.jspecify.annotations.NullMarked;
