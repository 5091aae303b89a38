/**
 * Where the watch of a cluster goes on: what was saved of it, brought up to date with the
 * observations that the log holds behind it.
 */
@NullMarked
package org.registryfleet.clusterwatcher.service.resume;

import org.jspecify.annotations.NullMarked;
