package org.registryfleet.stage.ledger;

/** Cluster and stage of a ledger; part of its actions' ids. */
public record LedgerOwner(String cluster, String stage) {}
