/**
 * What create, update, patch and delete mean for objects: metadata, optimistic concurrency,
 * generation, the status subresource and finalizers, as in the real server's generic registry.
 * Every write is decided and done under the store's lock.
 */
@NullMarked
package org.registryfleet.simulated.operation;

import org.jspecify.annotations.NullMarked;
