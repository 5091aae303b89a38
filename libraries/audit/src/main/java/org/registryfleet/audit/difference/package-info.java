/** Field-by-field differences between two JSON trees. Pure. */
@NullMarked
package org.registryfleet.audit.difference;

import org.jspecify.annotations.NullMarked;
