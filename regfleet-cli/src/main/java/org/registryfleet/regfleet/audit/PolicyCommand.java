package org.registryfleet.regfleet.audit;

import picocli.CommandLine.Command;

/** Policies: what the registries of the fleet shall be. */
@Command(
        name = "policy",
        description = "What the registries of the fleet shall be.",
        synopsisSubcommandLabel = "plan",
        subcommands = PolicyPlanCommand.class)
public final class PolicyCommand {}
