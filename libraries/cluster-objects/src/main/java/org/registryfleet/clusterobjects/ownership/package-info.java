/** Field ownership of an object, from its {@code managedFields}. */
@NullMarked
package org.registryfleet.clusterobjects.ownership;

import org.jspecify.annotations.NullMarked;
