/** How fast the log becomes a bundle of evidence, and how fast that is verified. */
@NullMarked
package org.registryfleet.benchmarks.evidence;

import org.jspecify.annotations.NullMarked;
