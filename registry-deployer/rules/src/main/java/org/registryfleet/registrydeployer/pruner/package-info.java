/**
 * The job that prunes images on a schedule, as the cluster's ImagePruner wants it, and what the job
 * needs.
 */
@NullMarked
package org.registryfleet.registrydeployer.pruner;

import org.jspecify.annotations.NullMarked;
