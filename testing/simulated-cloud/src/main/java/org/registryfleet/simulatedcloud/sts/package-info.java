/** The part of AWS's Security Token Service that a workload identity needs, in memory. */
@NullMarked
package org.registryfleet.simulatedcloud.sts;

import org.jspecify.annotations.NullMarked;
