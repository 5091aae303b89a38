/** What the control plane needs for each cluster. */
@NullMarked
package org.registryfleet.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
