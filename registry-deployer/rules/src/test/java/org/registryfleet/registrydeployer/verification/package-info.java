/** Faults of the Config. */
@NullMarked
package org.registryfleet.registrydeployer.verification;

import org.jspecify.annotations.NullMarked;
