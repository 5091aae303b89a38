/**
 * The command line of a checkout: what only demonstrates or tests, beside the commands for a fleet.
 */
@NullMarked
package org.registryfleet.regfleetlocal;

import org.jspecify.annotations.NullMarked;
