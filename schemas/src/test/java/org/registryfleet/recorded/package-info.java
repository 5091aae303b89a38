/** Finds what was recorded from the reference operator, for the tests of every module. */
@NullMarked
package org.registryfleet.recorded;

import org.jspecify.annotations.NullMarked;
