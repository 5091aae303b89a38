package org.registryfleet.stage.ledger;

/** Whose ledger it is; part of the actions' ids. */
public record Scope(String cluster, String stage) {}
