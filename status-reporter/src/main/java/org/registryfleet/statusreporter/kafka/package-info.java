/** Reads the whole log of the fleet into the read model, from the beginning and then as it grows. */
@NullMarked
package org.registryfleet.statusreporter.kafka;

import org.jspecify.annotations.NullMarked;
