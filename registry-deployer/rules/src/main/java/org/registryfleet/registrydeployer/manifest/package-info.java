/**
 * The operand's static manifests, readable by administrators under {@code manifests/} on the class
 * path. Cluster-specific fields are set by the parts.
 */
@NullMarked
package org.registryfleet.registrydeployer.manifest;

import org.jspecify.annotations.NullMarked;
