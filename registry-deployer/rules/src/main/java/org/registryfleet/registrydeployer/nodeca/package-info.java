/**
 * The DaemonSet that distributes the registry's CA certificates to every node, in every
 * managementState.
 */
@NullMarked
package org.registryfleet.registrydeployer.nodeca;

import org.jspecify.annotations.NullMarked;
