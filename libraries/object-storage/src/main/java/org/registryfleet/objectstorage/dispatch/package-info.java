/**
 * Dispatches actions on external resources to their provider, behind bulkheads and circuit
 * breakers.
 */
@NullMarked
package org.registryfleet.objectstorage.dispatch;

import org.jspecify.annotations.NullMarked;
