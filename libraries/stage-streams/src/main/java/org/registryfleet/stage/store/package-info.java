/** The state store of a stage: the persisted state of each cluster, its keys, and atomic steps. */
@NullMarked
package org.registryfleet.stage.store;

import org.jspecify.annotations.NullMarked;
