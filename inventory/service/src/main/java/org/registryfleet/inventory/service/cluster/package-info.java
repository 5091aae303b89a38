/** Reads the sources' objects from hubs; what leaves this package holds no credential. */
@NullMarked
package org.registryfleet.inventory.service.cluster;

import org.jspecify.annotations.NullMarked;
