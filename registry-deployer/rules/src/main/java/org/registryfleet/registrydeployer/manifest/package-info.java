/**
 * The operand's static manifests, as an administrator can read them under {@code manifests/} on the
 * class path. What depends on a cluster is set by the parts.
 */
@NullMarked
package org.registryfleet.registrydeployer.manifest;

import org.jspecify.annotations.NullMarked;
