/**
 * Watches every cluster assigned to this instance and produces fleet.observations.v1. Makes no
 * decisions and never writes to a cluster.
 */
@NullMarked
package org.registryfleet.clusterwatcher;

import org.jspecify.annotations.NullMarked;
