/** What a replay keeps in files. The only package of the module that does. */
@NullMarked
package org.registryfleet.replay.file;

import org.jspecify.annotations.NullMarked;
