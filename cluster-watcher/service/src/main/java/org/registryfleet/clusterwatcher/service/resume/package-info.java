/**
 * Crash recovery: rolls the checkpoint of a cluster forward with the observations written after it.
 */
@NullMarked
package org.registryfleet.clusterwatcher.service.resume;

import org.jspecify.annotations.NullMarked;
