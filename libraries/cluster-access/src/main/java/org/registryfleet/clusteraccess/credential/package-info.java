/**
 * Credential references and what they resolve to. Secret values stay inside; every error names the
 * cluster, the reference and the remedy, never a token.
 */
@NullMarked
package org.registryfleet.clusteraccess.credential;

import org.jspecify.annotations.NullMarked;
