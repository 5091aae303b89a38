/** Reads clusters from the objects by which other projects describe them. */
@NullMarked
package org.registryfleet.inventory.source;

import org.jspecify.annotations.NullMarked;
