/** Runs the inventory: reads hubs, keeps the journal and writes registrations. */
@NullMarked
package org.registryfleet.inventory.service;

import org.jspecify.annotations.NullMarked;
