/** What a look at a cluster finds before and after it is registered. */
@NullMarked
package org.registryfleet.regfleet.check;

import org.jspecify.annotations.NullMarked;
