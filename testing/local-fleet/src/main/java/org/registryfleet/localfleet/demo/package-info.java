/** The demonstration: a mixed fleet of simulated clusters that converges before one's eyes. */
@NullMarked
package org.registryfleet.localfleet.demo;

import org.jspecify.annotations.NullMarked;
