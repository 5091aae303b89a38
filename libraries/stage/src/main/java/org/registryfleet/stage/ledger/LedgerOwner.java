package org.registryfleet.stage.ledger;

/** Whose ledger it is; part of the actions' ids. */
public record LedgerOwner(String cluster, String stage) {}
