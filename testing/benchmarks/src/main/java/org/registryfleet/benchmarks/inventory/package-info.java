/** How fast a hub's clusters become registrations. */
@NullMarked
package org.registryfleet.benchmarks.inventory;

import org.jspecify.annotations.NullMarked;
