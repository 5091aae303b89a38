package org.registryfleet.registrydeployer.imageconfig;

import static org.registryfleet.registrydeployer.operand.OperandObjects.CLUSTER_VERSION;
import static org.registryfleet.registrydeployer.operand.OperandObjects.IMAGE_CONFIG;
import static org.registryfleet.registrydeployer.operand.OperandObjects.NAMESPACE;
import static org.registryfleet.registrydeployer.operand.OperandObjects.PROXY;
import static org.registryfleet.registrydeployer.operand.OperandObjects.SERVICE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandPart;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.List;
import java.util.Set;

/**
 * The status of the cluster's image configuration. A missing object is created; its spec is never
 * modified (operand specification, section 15).
 */
public final class ImageConfigPart implements OperandPart {

    private static final Desired EMPTY = Manifest.read("image-config").desired();
    private static final ObjectRef INFRASTRUCTURE =
            ObjectRef.clusterScoped(IMAGE_CONFIG.apiVersion(), "Infrastructure", "cluster");
    private static final Set<ObjectRef> INPUTS =
            Set.of(
                    IMAGE_CONFIG,
                    PROXY,
                    SERVICE,
                    CLUSTER_VERSION,
                    INFRASTRUCTURE,
                    ImportMode.FEATURE_GATE);

    @Override
    public String name() {
        return "imageconfig";
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return INPUTS.contains(ref)
                || (ref.kind().equals("Route") && ref.namespace().equals(NAMESPACE));
    }

    @Override
    public PartPlan plan(OperandInputs inputs) {
        return inputs.find(IMAGE_CONFIG)
                .map(found -> PartPlan.of(Desired.status(IMAGE_CONFIG, status(found, inputs))))
                .orElseGet(() -> missing(inputs));
    }

    /**
     * A cluster without any of these objects does not serve the kind, so creating one would fail.
     */
    private static PartPlan missing(OperandInputs inputs) {
        boolean isServed =
                inputs.objects().all().stream()
                        .anyMatch(found -> found.ref().group().equals(IMAGE_CONFIG.group()));
        return isServed
                ? PartPlan.of(EMPTY)
                : PartPlan.nothing().withWarning("the cluster serves no " + IMAGE_CONFIG.group());
    }

    private static ObjectNode status(Observed imageConfig, OperandInputs inputs) {
        var manifest = JsonNodeFactory.instance.objectNode();
        var status = manifest.putObject("status");
        var address = RegistryAddress.of(inputs);
        status.put("internalRegistryHostname", address.map(RegistryAddress::hostname).orElse(null));
        putHostnames(status, ExternalHostnames.of(inputs.objects()));
        ImportMode.of(imageConfig, inputs.objects(), inputs.images().release())
                .ifPresent(mode -> status.put("imageStreamImportMode", mode));
        return manifest;
    }

    private static void putHostnames(ObjectNode status, List<String> hostnames) {
        var field = "externalRegistryHostnames";
        if (hostnames.isEmpty()) {
            status.putNull(field);
        } else {
            hostnames.forEach(status.putArray(field)::add);
        }
    }
}
