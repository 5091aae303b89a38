/**
 * How a cluster is reached: credential references and what they resolve to. Secret values stay
 * inside; every error names the cluster, the reference and what to do, never a token.
 */
@NullMarked
package org.registryfleet.clusteraccess.credential;

import org.jspecify.annotations.NullMarked;
