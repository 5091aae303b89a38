/** Reads the log and replays the stages' decisions. Writes nothing. */
@NullMarked
package org.registryfleet.replay.stream;

import org.jspecify.annotations.NullMarked;
