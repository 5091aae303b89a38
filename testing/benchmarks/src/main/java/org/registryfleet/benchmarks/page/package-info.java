/** The page of a large fleet in the Chromium of this machine. */
@NullMarked
package org.registryfleet.benchmarks.page;

import org.jspecify.annotations.NullMarked;
