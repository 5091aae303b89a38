/**
 * Connections to the managed clusters: from a registration's credential reference to a small REST
 * interface per cluster, with one shared set of network resources for thousands of clusters. Holds
 * no decision.
 */
@NullMarked
package org.registryfleet.clusteraccess;

import org.jspecify.annotations.NullMarked;
