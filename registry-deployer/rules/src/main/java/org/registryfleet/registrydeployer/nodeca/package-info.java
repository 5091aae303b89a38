/**
 * The DaemonSet that brings the registry's CA certificates to every node, whatever the
 * managementState.
 */
@NullMarked
package org.registryfleet.registrydeployer.nodeca;

import org.jspecify.annotations.NullMarked;
