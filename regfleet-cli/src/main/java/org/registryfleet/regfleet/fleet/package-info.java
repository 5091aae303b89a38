/** The command line's ways to the fleet: its log, its REST interface, its clusters. */
@NullMarked
package org.registryfleet.regfleet.fleet;

import org.jspecify.annotations.NullMarked;
