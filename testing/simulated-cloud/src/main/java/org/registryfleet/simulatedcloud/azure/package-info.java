/** The part of Azure's protocols that a registry's container needs, in memory. */
@NullMarked
package org.registryfleet.simulatedcloud.azure;

import org.jspecify.annotations.NullMarked;
