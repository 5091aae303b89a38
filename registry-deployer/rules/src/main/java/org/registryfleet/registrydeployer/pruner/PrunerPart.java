package org.registryfleet.registrydeployer.pruner;

import static org.registryfleet.registrydeployer.operand.OperandObjects.IMAGE_PRUNER;
import static org.registryfleet.registrydeployer.operand.OperandObjects.SERVICE;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.registrydeployer.imageconfig.RegistryAddress;
import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandPart;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;

import java.util.Set;

/**
 * The pruner's CronJob and its dependencies, reconciled in every managementState; {@code suspend:
 * true} in the ImagePruner switches it off (operand specification, section 17). A missing
 * ImagePruner is created and never modified afterwards.
 */
public final class PrunerPart implements OperandPart {

    private static final Desired BOOTSTRAP = Manifest.read("image-pruner").desired();
    private static final Desired ROLE = Manifest.read("pruner-cluster-role").desired("/rules");
    private static final Desired.Present BINDING =
            Manifest.read("pruner-cluster-role-binding").desired("/subjects");
    private static final Desired SERVICE_ACCOUNT =
            Manifest.read("pruner-service-account").desired();
    private static final Desired SERVICE_CA = Manifest.read("pruner-service-ca").desired();
    private static final Desired NETWORK_POLICY =
            Manifest.read("pruner-network-policy").desired("/spec");
    private static final ObjectRef CRON_JOB = Manifest.read("pruner-cronjob").ref();

    private static final Set<ObjectRef> CONCERNS =
            Set.of(
                    IMAGE_PRUNER,
                    SERVICE,
                    ROLE.ref(),
                    BINDING.ref(),
                    SERVICE_ACCOUNT.ref(),
                    SERVICE_CA.ref(),
                    NETWORK_POLICY.ref(),
                    CRON_JOB);

    @Override
    public String name() {
        return "pruner";
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return CONCERNS.contains(ref);
    }

    @Override
    public PartPlan plan(OperandInputs inputs) {
        return inputs.find(IMAGE_PRUNER)
                .map(pruner -> needs(inputs).and(job(pruner.spec(), inputs)))
                .orElseGet(() -> PartPlan.of(BOOTSTRAP));
    }

    private static PartPlan needs(OperandInputs inputs) {
        return PartPlan.of(ROLE, binding(inputs), SERVICE_ACCOUNT, SERVICE_CA, NETWORK_POLICY);
    }

    /** The roleRef is immutable: a binding to another role has to be recreated. */
    private static Desired binding(OperandInputs inputs) {
        var bindsOther =
                inputs.find(BINDING.ref())
                        .filter(
                                found ->
                                        !roleRef(found.content())
                                                .equals(roleRef(BINDING.manifest())))
                        .isPresent();
        return bindsOther ? Desired.absent(BINDING.ref()) : BINDING;
    }

    private static JsonNode roleRef(JsonNode binding) {
        return binding.path("roleRef");
    }

    private static PartPlan job(JsonNode pruner, OperandInputs inputs) {
        return PruneRetention.of(pruner)
                .map(keepYoungerThan -> PartPlan.of(cronJob(pruner, keepYoungerThan, inputs)))
                .orElseGet(
                        () ->
                                PartPlan.nothing()
                                        .withProblem(
                                                "spec.%s %s of the ImagePruner is not a duration"
                                                        .formatted(
                                                                PruneRetention.FIELD,
                                                                pruner.path(
                                                                        PruneRetention.FIELD))));
    }

    private static Desired cronJob(JsonNode pruner, String keepYoungerThan, OperandInputs inputs) {
        var command = PruneCommand.words(pruner, keepYoungerThan, RegistryAddress.of(inputs));
        var manifest = PrunerCronJob.manifest(pruner, command, inputs.images().pruner());
        return Desired.object(CRON_JOB, manifest, "/spec");
    }
}
