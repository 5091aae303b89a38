/** The inventory's place in the log: facts from events, records from decisions. */
@NullMarked
package org.registryfleet.inventory.stream;

import org.jspecify.annotations.NullMarked;
