package org.registryfleet.statusreporter.decision;

import org.registryfleet.stage.change.Desired;

import java.util.List;
import java.util.Set;

/** What releases of long ago have left behind on Azure (spec/status.md 1.9). */
final class Legacy {

    private static final Set<String> CONDITIONS =
            Set.of("AzurePathFixProgressing", "AzurePathFixControllerDegraded");

    private Legacy() {}

    static Set<String> conditions(StatusContext situation) {
        return concerns(situation) ? CONDITIONS : Set.of();
    }

    static List<Desired> objects(StatusContext situation) {
        return concerns(situation) ? List.of(Desired.absent(Subjects.AZURE_PATH_FIX)) : List.of();
    }

    private static boolean concerns(StatusContext situation) {
        var cloud = situation.config().at("/status/storage/azure/cloudName").asText("");
        return situation
                        .platform()
                        .filter(found -> Set.of("Azure", "").contains(found.platform()))
                        .isPresent()
                && !cloud.equalsIgnoreCase("AZURESTACKCLOUD");
    }
}
