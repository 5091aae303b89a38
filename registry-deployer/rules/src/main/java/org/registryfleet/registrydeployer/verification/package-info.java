/** Errors of the Config that forbid any write (operand specification, section 5.1 b). */
@NullMarked
package org.registryfleet.registrydeployer.verification;

import org.jspecify.annotations.NullMarked;
