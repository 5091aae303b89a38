/**
 * Inventory of the buckets created here, by their ownership marks, for an operator with credentials
 * of their own. Makes no decisions.
 */
@NullMarked
package org.registryfleet.objectstorage.inventory;

import org.jspecify.annotations.NullMarked;
