/** Plays scenarios against the running control plane: one simulated cluster a scenario. */
@NullMarked
package org.registryfleet.localfleet.scenario;

import org.jspecify.annotations.NullMarked;
