package org.registryfleet.registrydeployer.registry;

import org.registryfleet.registrydeployer.deployment.PodDependencies;
import org.registryfleet.registrydeployer.deployment.RegistryDeployment;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.route.Routes;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The registry itself: objects 1 to 11, all of them or none. */
public final class RegistryPart {

    private static final Set<ObjectRef> INPUTS =
            Set.of(
                    OperandObjects.CONFIG,
                    OperandObjects.PROXY,
                    OperandObjects.REGISTRY_NAMESPACE,
                    OperandObjects.GLOBAL_PULL_SECRET,
                    OperandObjects.CLUSTER_ROLE,
                    OperandObjects.CLUSTER_ROLE_BINDING);

    private static final Set<String> OWN_KINDS =
            Set.of(
                    "ServiceAccount",
                    "Secret",
                    "ConfigMap",
                    "Service",
                    "Deployment",
                    "PodDisruptionBudget",
                    "NetworkPolicy",
                    "Route");

    /** The workload is deleted first, so that no pod runs without its permissions. */
    private static final List<ObjectRef> REMOVAL =
            List.of(
                    OperandObjects.DEPLOYMENT,
                    OperandObjects.SERVICE,
                    OperandObjects.DISRUPTION_BUDGET,
                    OperandObjects.NETWORK_POLICY,
                    OperandObjects.PRIVATE_CONFIGURATION,
                    OperandObjects.PULL_SECRETS,
                    OperandObjects.SERVICE_ACCOUNT,
                    OperandObjects.CLUSTER_ROLE_BINDING,
                    OperandObjects.CLUSTER_ROLE);

    private static final Derivation<PartPlan> SECRETS = OperandObjects.GLOBAL_PULL_SECRET::equals;
    private static final Derivation<String> CHECKSUM =
            ref -> ref.kind().equals("ConfigMap") || ref.kind().equals("Secret");
    private static final Derivation<PartPlan> ROUTES =
            ref -> ref.kind().equals("Route") || ref.kind().equals("Secret");

    private RegistryPart() {}

    public static boolean concerns(ObjectRef ref) {
        return INPUTS.contains(ref)
                || ref.kind().equals("Node")
                || (ref.namespace().equals(OperandObjects.NAMESPACE)
                        && OWN_KINDS.contains(ref.kind()));
    }

    /**
     * All objects of a running registry, with the Deployment as early as possible.
     *
     * @param others desired objects of the other parts, some of which trigger a rollout
     */
    public static PartPlan present(OperandInputs inputs, Collection<Desired> others) {
        var contribution =
                inputs.storage() == null
                        ? StorageContribution.none()
                        : inputs.storage().contribution();
        var secrets = inputs.derive(SECRETS, () -> secrets(contribution, inputs));
        var planned = byRef(others, secrets.desired());
        var dependencies = new PodDependencies(inputs.objects(), planned, inputs.counted());
        var checksum =
                inputs.derive(
                        CHECKSUM,
                        () -> dependencies.checksum(contribution),
                        Stream.concat(others.stream(), Stream.of(secrets, inputs.counted()))
                                .toArray());
        return PartPlan.of(StaticObjects.SERVICE_ACCOUNT)
                .and(secrets)
                .and(RegistryDeployment.plan(inputs, contribution, checksum))
                .and(PartPlan.of(surroundings(inputs)))
                .and(inputs.derive(ROUTES, () -> Routes.plan(inputs)));
    }

    private static PartPlan secrets(StorageContribution contribution, OperandInputs inputs) {
        return RegistrySecrets.pullSecrets(inputs.objects())
                .and(PartPlan.of(RegistrySecrets.privateConfiguration(contribution)));
    }

    /** Nothing of the registry. */
    public static PartPlan absent(Snapshot objects) {
        var desired = new ArrayList<Desired>(Routes.none(objects).desired());
        REMOVAL.forEach(ref -> desired.add(Desired.absent(ref)));
        return PartPlan.of(desired);
    }

    private static List<Desired> surroundings(OperandInputs inputs) {
        int replicas = inputs.configSpec().path("replicas").asInt(0);
        return List.of(
                StaticObjects.SERVICE,
                StaticObjects.CLUSTER_ROLE,
                StaticObjects.CLUSTER_ROLE_BINDING,
                StaticObjects.disruptionBudget(replicas),
                StaticObjects.NETWORK_POLICY);
    }

    private static Map<ObjectRef, Desired> byRef(
            Collection<Desired> others, Collection<Desired> own) {
        var map = new HashMap<ObjectRef, Desired>();
        others.forEach(desired -> map.put(desired.ref(), desired));
        own.forEach(desired -> map.put(desired.ref(), desired));
        return map;
    }
}
