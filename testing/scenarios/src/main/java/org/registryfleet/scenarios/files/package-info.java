/**
 * Reads scenario folders, scope files and overrides from disk. Holds no rule of the format beyond
 * file names.
 */
@NullMarked
package org.registryfleet.scenarios.files;

import org.jspecify.annotations.NullMarked;
