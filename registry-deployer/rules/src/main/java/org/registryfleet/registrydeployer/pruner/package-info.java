/**
 * The CronJob that prunes images as the cluster's ImagePruner requires, and the objects it depends
 * on.
 */
@NullMarked
package org.registryfleet.registrydeployer.pruner;

import org.jspecify.annotations.NullMarked;
