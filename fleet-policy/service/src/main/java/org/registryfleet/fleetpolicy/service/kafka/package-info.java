/** The queue of facts, what the fleet's topics say, and the assignments and reports that follow. */
@NullMarked
package org.registryfleet.fleetpolicy.service.kafka;

import org.jspecify.annotations.NullMarked;
