/**
 * What every module is held to, run by one line in each: which packages may do I/O, what may be
 * named how, how long a file may be. Shared through the test-jar; holds nothing of the domain.
 */
@NullMarked
package org.registryfleet.houserules;

import org.jspecify.annotations.NullMarked;
