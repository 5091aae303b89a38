/** Reads the log and lets the stages decide again. Writes nothing anywhere. */
@NullMarked
package org.registryfleet.replay.stream;

import org.jspecify.annotations.NullMarked;
