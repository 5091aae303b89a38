/**
 * Compares a stage with what is found in a cluster, in both directions, as readable differences.
 * Pure.
 */
@NullMarked
package org.registryfleet.scenarios.compare;

import org.jspecify.annotations.NullMarked;
