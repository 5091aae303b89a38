/** Shared by the executors of all providers: desired state, results, timeouts, connections. */
@NullMarked
package org.registryfleet.objectstorage;

import org.jspecify.annotations.NullMarked;
