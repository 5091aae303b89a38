/** Measures the bars of the project. Anyone can run it; no test depends on a time. */
@NullMarked
package org.registryfleet.benchmarks;

import org.jspecify.annotations.NullMarked;
