/**
 * The evidence format: hash chains, the manifest, and the findings of a verification. Pure; reading
 * and writing files is left to the package {@code file}.
 */
@NullMarked
package org.registryfleet.audit.evidence;

import org.jspecify.annotations.NullMarked;
