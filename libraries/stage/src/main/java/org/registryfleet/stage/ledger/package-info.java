/**
 * The memory of a stage about its own actions: what was asked and not yet answered, what was done
 * and not yet seen, what failed and when it is tried again. Part of the view, so that retries are
 * decisions that can be replayed.
 */
@NullMarked
package org.registryfleet.stage.ledger;

import org.jspecify.annotations.NullMarked;
