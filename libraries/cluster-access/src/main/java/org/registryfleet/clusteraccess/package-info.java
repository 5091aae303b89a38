/**
 * Connections to the managed clusters: from the credential reference of a registration to a small
 * REST client per cluster, over network resources shared by thousands of clusters. Makes no
 * decisions.
 */
@NullMarked
package org.registryfleet.clusteraccess;

import org.jspecify.annotations.NullMarked;
