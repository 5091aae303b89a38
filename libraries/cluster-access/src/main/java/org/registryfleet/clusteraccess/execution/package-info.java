/**
 * Carries out the actions of decisions in the clusters, one lane per cluster, and answers each with
 * an outcome. Decides nothing.
 */
@NullMarked
package org.registryfleet.clusteraccess.execution;

import org.jspecify.annotations.NullMarked;
