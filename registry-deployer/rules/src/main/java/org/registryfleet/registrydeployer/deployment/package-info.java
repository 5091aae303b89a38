/**
 * The registry's Deployment (operand specification, sections 11 and 12): environment, TLS, limits
 * of requests, scheduling, overrides, and the checksum that makes the pods roll.
 */
@NullMarked
package org.registryfleet.registrydeployer.deployment;

import org.jspecify.annotations.NullMarked;
