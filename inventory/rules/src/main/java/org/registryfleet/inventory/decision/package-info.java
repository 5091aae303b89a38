/** From an ordered sequence of facts about sources and the fleet to registrations. */
@NullMarked
package org.registryfleet.inventory.decision;

import org.jspecify.annotations.NullMarked;
