package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What to publish now, and when to look again.
 *
 * @param wakeAt null when nothing is waited for
 */
public record Plan(List<IssuedAction> actions, Ledger ledger, @Nullable Instant wakeAt) {}
