/**
 * What an API server serves: kinds, keys, selectors, patches, quantities and names, as values.
 * Pure: nothing here knows a store or a connection.
 */
@NullMarked
package org.registryfleet.simulated.resource;

import org.jspecify.annotations.NullMarked;
