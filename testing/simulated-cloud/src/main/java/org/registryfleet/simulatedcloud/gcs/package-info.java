/** The part of Google's protocols that a registry's bucket needs, in memory. */
@NullMarked
package org.registryfleet.simulatedcloud.gcs;

import org.jspecify.annotations.NullMarked;
