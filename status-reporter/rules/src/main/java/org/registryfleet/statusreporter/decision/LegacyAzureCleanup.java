package org.registryfleet.statusreporter.decision;

import org.registryfleet.stage.change.Desired;

import java.util.List;
import java.util.Set;

/** Removes what early releases left behind on Azure (spec/status.md 1.9). */
final class LegacyAzureCleanup {

    private static final Set<String> CONDITIONS =
            Set.of("AzurePathFixProgressing", "AzurePathFixControllerDegraded");

    private LegacyAzureCleanup() {}

    static Set<String> conditions(StatusContext context) {
        return concerns(context) ? CONDITIONS : Set.of();
    }

    static List<Desired> objects(StatusContext context) {
        return concerns(context)
                ? List.of(Desired.absent(ReportedObjects.AZURE_PATH_FIX))
                : List.of();
    }

    private static boolean concerns(StatusContext context) {
        var cloud = context.config().at("/status/storage/azure/cloudName").asText("");
        return context.platform()
                        .filter(found -> Set.of("Azure", "").contains(found.platform()))
                        .isPresent()
                && !cloud.equalsIgnoreCase("AZURESTACKCLOUD");
    }
}
