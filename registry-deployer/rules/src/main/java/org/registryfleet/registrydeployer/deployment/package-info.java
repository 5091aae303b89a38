/**
 * The registry's Deployment (operand specification, sections 11 and 12): environment, TLS, request
 * limits, scheduling, overrides, and the checksum that triggers a rollout.
 */
@NullMarked
package org.registryfleet.registrydeployer.deployment;

import org.jspecify.annotations.NullMarked;
