/** The checkpoint file of a replay. The only package of the module that touches files. */
@NullMarked
package org.registryfleet.replay.file;

import org.jspecify.annotations.NullMarked;
