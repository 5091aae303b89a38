/** Drills: watchers die, fight and lose their broker, and nothing may be missing without a mark. */
@NullMarked
package org.registryfleet.localfleet.drill;

import org.jspecify.annotations.NullMarked;
