/** The command line: one class a command. Decides nothing; it asks the other modules. */
@NullMarked
package org.registryfleet.regfleet;

import org.jspecify.annotations.NullMarked;
