/** Between this module's records and the log. */
@NullMarked
package org.registryfleet.fleetpolicy.stream;

import org.jspecify.annotations.NullMarked;
