/** The table of watched kinds. */
@NullMarked
package org.registryfleet.clusterwatcher.kind;

import org.jspecify.annotations.NullMarked;
