/** How to say something about a few fields of an object, in lists, too. Pure. */
@NullMarked
package org.registryfleet.scenarios.patch;

import org.jspecify.annotations.NullMarked;
