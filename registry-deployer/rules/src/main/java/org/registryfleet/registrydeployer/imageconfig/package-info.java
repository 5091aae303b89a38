/**
 * What the cluster is told about the registry: the host names under which it is reached, and how
 * image streams import. Only the status of the cluster's image configuration is written.
 */
@NullMarked
package org.registryfleet.registrydeployer.imageconfig;

import org.jspecify.annotations.NullMarked;
