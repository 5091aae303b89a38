/** Composition root of the registry-deployer's rules. */
@NullMarked
package org.registryfleet.registrydeployer;

import org.jspecify.annotations.NullMarked;
