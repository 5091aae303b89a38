package org.registryfleet.registrydeployer.certificates;

import static org.registryfleet.registrydeployer.operand.OperandObjects.CONFIG_NAMESPACE;
import static org.registryfleet.registrydeployer.operand.OperandObjects.IMAGE_CONFIG;

import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.view.Observed;

import java.util.Optional;

/**
 * The additional trusted CAs that the cluster's image configuration names.
 *
 * @param name name of the ConfigMap in openshift-config; empty if none is configured
 * @param configMap null if it does not exist although it is configured
 */
record AdditionalTrust(String name, Optional<Observed> configMap) {

    static AdditionalTrust of(OperandInputs inputs) {
        var name =
                inputs.find(IMAGE_CONFIG)
                        .map(found -> found.at("/spec/additionalTrustedCA/name").asText(""))
                        .orElse("");
        return new AdditionalTrust(
                name, inputs.find(OperandObjects.configMap(CONFIG_NAMESPACE, name)));
    }

    /** Adds all entries of the ConfigMap, which override others with the same key. */
    CaEntries addedTo(CaEntries entries) {
        return configMap.map(entries::withAll).orElse(entries);
    }

    Optional<String> obstacle() {
        return name.isEmpty() || configMap.isPresent()
                ? Optional.empty()
                : Optional.of("configmap \"%s\" not found".formatted(name));
    }
}
