package org.registryfleet.registrydeployer.nodeca;

import static org.registryfleet.registrydeployer.operand.OperandObjects.NODE_CA;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandPart;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;

/**
 * The DaemonSet node-ca, reconciled in every managementState once a Config exists and never deleted
 * (operand specification, section 16.1).
 */
public final class NodeCaPart implements OperandPart {

    private static final Manifest DAEMON_SET = Manifest.read("node-ca");

    @Override
    public String name() {
        return "nodeca";
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return ref.equals(NODE_CA);
    }

    @Override
    public PartPlan plan(OperandInputs inputs) {
        return inputs.config() == null
                ? PartPlan.nothing()
                : PartPlan.of(
                        Desired.object(NODE_CA, daemonSet(inputs.images().operator()), "/spec"));
    }

    private static ObjectNode daemonSet(String image) {
        var manifest = DAEMON_SET.copy();
        manifest.withObject("/spec/template/spec/containers/0").put("image", image);
        return manifest;
    }
}
