/**
 * Decides a cluster's platform from its Infrastructure object or, where there is none, from its
 * nodes. Every statement names the object and field it is based on.
 */
@NullMarked
package org.registryfleet.platformdetector.decision;

import org.jspecify.annotations.NullMarked;
