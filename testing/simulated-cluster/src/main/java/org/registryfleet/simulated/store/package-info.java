/**
 * The state of one cluster: objects as JSON texts under one growing resource version, the bounded
 * history of their changes, and subscriptions to them. It knows nothing of what the objects mean.
 */
@NullMarked
package org.registryfleet.simulated.store;

import org.jspecify.annotations.NullMarked;
