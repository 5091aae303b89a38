package org.registryfleet.registrydeployer.certificates;

import static org.registryfleet.registrydeployer.operand.OperandObjects.CERTIFICATES;
import static org.registryfleet.registrydeployer.operand.OperandObjects.CONFIG_NAMESPACE;
import static org.registryfleet.registrydeployer.operand.OperandObjects.IMAGE_CONFIG;
import static org.registryfleet.registrydeployer.operand.OperandObjects.PUBLISHED_CA;
import static org.registryfleet.registrydeployer.operand.OperandObjects.SERVICE;
import static org.registryfleet.registrydeployer.operand.OperandObjects.SERVICE_CA;

import org.registryfleet.registrydeployer.imageconfig.RegistryAddress;
import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.registrydeployer.operand.OperandApplyError;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandPart;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;

import java.util.Optional;
import java.util.Set;

/**
 * The two ConfigMaps of CA certificates, reconciled in every managementState (operand
 * specification, section 14). While required certificates are unavailable an existing ConfigMap is
 * left unchanged: dropping its content would break working pulls.
 */
public final class CertificatesPart implements OperandPart {

    private static final String SERVICE_CA_KEY = "service-ca.crt";
    private static final String STORAGE_KEY = "storage-ca-bundle.pem";
    private static final String NO_CERTIFICATES =
            "the CA bundle of the storage holds no certificate: clients that are redirected to the"
                    + " storage are not told to trust it";
    private static final Manifest FOR_REGISTRY = Manifest.read("image-registry-certificates");
    private static final Manifest FOR_OTHERS = Manifest.read("image-registry-ca");
    private static final Set<ObjectRef> CONCERNS =
            Set.of(
                    CERTIFICATES,
                    PUBLISHED_CA,
                    SERVICE,
                    SERVICE_CA,
                    IMAGE_CONFIG,
                    StorageBundle.CLOUD_CONFIG,
                    StorageBundle.MINTED);

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return CONCERNS.contains(ref)
                // the CA ConfigMaps may have any name
                || (ref.kind().equals("ConfigMap") && ref.namespace().equals(CONFIG_NAMESPACE));
    }

    @Override
    public PartPlan plan(OperandInputs inputs) {
        var own = own(inputs);
        var storage = StorageBundle.of(inputs);
        var plan = forRegistry(own, storage, inputs).and(forOthers(own, storage, inputs));
        return redirects(inputs) && storage instanceof CaBundle.Found(var pem) && pem.isOpaque()
                ? plan.withWarning(NO_CERTIFICATES)
                : plan;
    }

    private static PartPlan forRegistry(CaEntries own, CaBundle storage, OperandInputs inputs) {
        var trusted = AdditionalTrust.of(inputs);
        var entries = withRedirects(trusted.addedTo(own), own, storage, inputs);
        if (storage instanceof CaBundle.Found found) {
            entries = entries.with(STORAGE_KEY, found.pem());
        }
        var desired = configMap(FOR_REGISTRY, entries);
        var obstacle = trusted.obstacle().or(() -> obstacle(storage));
        return obstacle.map(reason -> held(desired, inputs).withProblem(problem(reason, inputs)))
                .orElseGet(() -> unlessUntold(desired, storage, inputs));
    }

    private static PartPlan forOthers(CaEntries own, CaBundle storage, OperandInputs inputs) {
        var desired = configMap(FOR_OTHERS, withRedirects(own, own, storage, inputs));
        return obstacle(storage).isPresent()
                ? held(desired, inputs)
                : unlessUntold(desired, storage, inputs);
    }

    private static PartPlan unlessUntold(Desired desired, CaBundle storage, OperandInputs inputs) {
        return storage instanceof CaBundle.Pending ? held(desired, inputs) : PartPlan.of(desired);
    }

    /**
     * Clients that are redirected to the storage need its CA under the registry's host names as
     * well.
     */
    private static CaEntries withRedirects(
            CaEntries entries, CaEntries own, CaBundle storage, OperandInputs inputs) {
        boolean joins =
                redirects(inputs)
                        && own.data().values().stream().noneMatch(ObservedCa::isOpaque)
                        && storage instanceof CaBundle.Found(var pem)
                        && !pem.isOpaque();
        return joins && storage instanceof CaBundle.Found found
                ? entries.appending(found.pem(), own.data().keySet())
                : entries;
    }

    private static boolean redirects(OperandInputs inputs) {
        return !inputs.configSpec().path("disableRedirect").asBoolean(false);
    }

    private static Desired configMap(Manifest manifest, CaEntries entries) {
        var content = entries.into(manifest.copy());
        return Desired.object(manifest.ref(), content, entries.values(), "/data", "/binaryData");
    }

    private static PartPlan held(Desired desired, OperandInputs inputs) {
        return inputs.objects().contains(desired.ref()) ? PartPlan.nothing() : PartPlan.of(desired);
    }

    private static Optional<String> obstacle(CaBundle storage) {
        return storage instanceof CaBundle.Unreadable unreadable
                ? Optional.of(unreadable.reason())
                : Optional.empty();
    }

    private static String problem(String reason, OperandInputs inputs) {
        return OperandApplyError.applying(
                CERTIFICATES, inputs.objects(), CERTIFICATES.name() + ": " + reason);
    }

    /** The registry's own CA; empty until the service CA operator has provided it. */
    private static CaEntries own(OperandInputs inputs) {
        var pem =
                inputs.find(SERVICE_CA)
                        .map(found -> found.at("/data").path(SERVICE_CA_KEY).asText(""))
                        .filter(text -> !text.isEmpty());
        return RegistryAddress.of(inputs)
                .flatMap(
                        address ->
                                pem.map(
                                        text ->
                                                CaEntries.ofRegistry(
                                                        address,
                                                        ObservedCa.of(
                                                                SERVICE_CA,
                                                                "data",
                                                                SERVICE_CA_KEY,
                                                                text))))
                .orElseGet(CaEntries::none);
    }
}
