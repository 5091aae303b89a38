/** Reads the sources' objects from hubs; what leaves this package holds no credential. */
@NullMarked
package org.registryfleet.hubsources;

import org.jspecify.annotations.NullMarked;
