/**
 * Faults of the Config that forbid to write anything at all (operand specification, section 5.1 b).
 */
@NullMarked
package org.registryfleet.registrydeployer.verification;

import org.jspecify.annotations.NullMarked;
