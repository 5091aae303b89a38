/** Point-in-time state, folded from the log. */
@NullMarked
package org.registryfleet.audit.state;

import org.jspecify.annotations.NullMarked;
