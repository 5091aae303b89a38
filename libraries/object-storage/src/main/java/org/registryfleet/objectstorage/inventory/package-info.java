/**
 * Which buckets were made here, as their own marks say, for an operator with credentials of their
 * own. Decides nothing about them.
 */
@NullMarked
package org.registryfleet.objectstorage.inventory;

import org.jspecify.annotations.NullMarked;
