/** Finds out what a cluster runs on and which storage it can offer. Asks for nothing. */
@NullMarked
package org.registryfleet.platformdetector;

import org.jspecify.annotations.NullMarked;
