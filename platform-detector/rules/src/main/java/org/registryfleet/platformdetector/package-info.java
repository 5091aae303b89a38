/** Detects the platform of a cluster and the storage it offers. Writes nothing to the cluster. */
@NullMarked
package org.registryfleet.platformdetector;

import org.jspecify.annotations.NullMarked;
