/**
 * The state store of a stage: what is kept of each cluster, under which keys, and how a step is one
 * write.
 */
@NullMarked
package org.registryfleet.stage.store;

import org.jspecify.annotations.NullMarked;
