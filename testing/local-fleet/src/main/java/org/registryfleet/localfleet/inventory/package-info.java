/** A hub whose clusters the inventory takes in, apart from everything else. */
@NullMarked
package org.registryfleet.localfleet.inventory;

import org.jspecify.annotations.NullMarked;
