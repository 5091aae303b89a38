/** The inventory's journal, what the fleet's topics say, and the registrations it writes. */
@NullMarked
package org.registryfleet.inventory.service.kafka;

import org.jspecify.annotations.NullMarked;
