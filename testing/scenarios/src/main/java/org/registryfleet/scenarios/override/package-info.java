/**
 * Deliberate differences from recorded expectations, as patches of expected objects. Pure; an
 * override without effect is an error.
 */
@NullMarked
package org.registryfleet.scenarios.override;

import org.jspecify.annotations.NullMarked;
