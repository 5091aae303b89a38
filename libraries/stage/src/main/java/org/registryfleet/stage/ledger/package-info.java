/**
 * The ledger of a stage's own actions: in flight, succeeded but not observed yet, or failed and in
 * backoff. It is part of the view, so that retries are decisions that a replay can repeat.
 */
@NullMarked
package org.registryfleet.stage.ledger;

import org.jspecify.annotations.NullMarked;
