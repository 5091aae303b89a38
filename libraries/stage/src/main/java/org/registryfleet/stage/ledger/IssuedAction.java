package org.registryfleet.stage.ledger;

import org.registryfleet.stage.change.Change;

import java.time.Instant;

/** An action to publish now. */
public record IssuedAction(String actionId, Change change, int attempt, Instant deadline) {}
