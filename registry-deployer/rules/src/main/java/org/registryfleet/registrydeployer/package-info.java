/** The registry-deployer's composition: everything that is not pure is put together here. */
@NullMarked
package org.registryfleet.registrydeployer;

import org.jspecify.annotations.NullMarked;
