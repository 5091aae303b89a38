/** The whole control plane against scenarios. */
@NullMarked
package org.registryfleet.localfleet.scenario;

import org.jspecify.annotations.NullMarked;
