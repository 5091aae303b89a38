/**
 * Executes the actions of decisions in the clusters, one queue per cluster, and reports an outcome
 * for each. Makes no decisions.
 */
@NullMarked
package org.registryfleet.clusteraccess.execution;

import org.jspecify.annotations.NullMarked;
