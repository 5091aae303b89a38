/** What differs between two JSON trees, field by field, in words of the trees. Pure. */
@NullMarked
package org.registryfleet.audit.difference;

import org.jspecify.annotations.NullMarked;
