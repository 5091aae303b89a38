package org.registryfleet.registrydeployer.imageconfig;

import static org.registryfleet.registrydeployer.operand.OperandObjects.NAMESPACE;
import static org.registryfleet.registrydeployer.operand.OperandObjects.SERVICE;

import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.RegistryIntent;
import org.registryfleet.registrydeployer.verification.ConfigVerification;

import java.util.Optional;

/** The in-cluster address of the registry's Service. */
public record RegistryAddress(String host, int port) {

    private static final int HTTPS_PORT = 443;
    private static final int REGISTRY_PORT = 5000;

    /**
     * The address after this decision has been applied, so that values derived from it are written
     * only once. A Service under deletion still has its address.
     */
    public static Optional<RegistryAddress> of(OperandInputs inputs) {
        if (isServiceWanted(inputs)) {
            return Optional.of(ofPort(REGISTRY_PORT));
        }
        return inputs.find(SERVICE)
                .map(service -> service.at("/spec/ports/0/port"))
                .filter(port -> port.isInt())
                .map(port -> ofPort(port.intValue()));
    }

    private static boolean isServiceWanted(OperandInputs inputs) {
        return inputs.intent() == RegistryIntent.APPLY
                && ConfigVerification.problem(inputs.configSpec()).isEmpty();
    }

    /** Host and port; the default HTTPS port is omitted. */
    public String hostname() {
        return withPort(host);
    }

    /** As {@link #hostname}, with the cluster's own domain. */
    public String clusterLocalHostname() {
        return withPort(host + ".cluster.local");
    }

    private String withPort(String name) {
        return port == HTTPS_PORT ? name : name + ":" + port;
    }

    private static RegistryAddress ofPort(int port) {
        return new RegistryAddress(SERVICE.name() + "." + NAMESPACE + ".svc", port);
    }
}
