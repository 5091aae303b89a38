package org.registryfleet.stage.ledger;

import java.time.Instant;
import org.registryfleet.stage.change.Change;

/** An action to publish now. */
public record Issue(String actionId, Change change, int attempt, Instant deadline) {}
