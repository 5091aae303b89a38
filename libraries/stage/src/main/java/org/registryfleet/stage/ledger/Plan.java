package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The actions to publish now, the ledger afterwards, and when to plan again.
 *
 * @param wakeAt null when nothing is waiting
 */
public record Plan(List<IssuedAction> actions, Ledger ledger, @Nullable Instant wakeAt) {}
