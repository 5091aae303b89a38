/**
 * What the storage classes of a cluster can offer a registry: which one is used, which access
 * modes.
 */
@NullMarked
package org.registryfleet.platformdetector.volume;

import org.jspecify.annotations.NullMarked;
