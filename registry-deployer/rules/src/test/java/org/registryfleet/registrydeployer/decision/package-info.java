/** The stage as a whole, played against objects that keep what is written. */
@NullMarked
package org.registryfleet.registrydeployer.decision;

import org.jspecify.annotations.NullMarked;
