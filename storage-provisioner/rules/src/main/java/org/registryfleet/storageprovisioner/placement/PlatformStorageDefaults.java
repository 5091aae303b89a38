package org.registryfleet.storageprovisioner.placement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.storageprovisioner.claim.ClaimAccess;
import org.registryfleet.storageprovisioner.claim.ClaimTemplate;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;

import java.util.List;

/**
 * The default storage of a registry by platform (storage specification, section 1.1).
 *
 * <pre>
 *  AWS                       s3        2 replicas   Managed   RollingUpdate
 *  Azure                     azure     2            Managed   RollingUpdate
 *  GCP                       gcs       2            Managed   RollingUpdate
 *  IBMCloud, PowerVS         ibmcos    2            Managed   RollingUpdate
 *  OpenStack, object store   swift     2            Managed   RollingUpdate
 *  OpenStack, claim; oVirt   pvc       1            Managed   Recreate
 *  BareMetal, VSphere, None,
 *  Nutanix, KubeVirt,
 *  EquinixMetal,
 *  AlibabaCloud, External    none      1            Removed   RollingUpdate
 *  Libvirt, anything else    emptyDir  1            Managed   RollingUpdate
 *  unknown and only inferred none      1            Removed   RollingUpdate
 * </pre>
 *
 * <p>A SingleReplica topology lowers two replicas to one.
 *
 * @param storage the Config's storage section
 * @param claim what the claim looks like where storage is one; null elsewhere
 */
public record PlatformStorageDefaults(
        ObjectNode storage, int replicas, @Nullable ClaimTemplate claim, List<String> warnings) {

    public PlatformStorageDefaults {
        warnings = List.copyOf(warnings);
    }

    public static PlatformStorageDefaults of(
            DetectedPlatform platform, OpenStackStorage openStack) {
        return switch (platform.type()) {
            case "AWS" -> objectStore("s3", platform);
            case "Azure" -> objectStore("azure", platform);
            case "GCP" -> objectStore("gcs", platform);
            case "IBMCloud", "PowerVS" -> objectStore("ibmcos", platform);
            case "OpenStack" -> openStack(platform, openStack);
            case "oVirt" -> claim("ovirt-csi-sc", List.of());
            case "BareMetal",
                    "VSphere",
                    "None",
                    "Nutanix",
                    "KubeVirt",
                    "EquinixMetal",
                    "AlibabaCloud",
                    "External" ->
                    none(List.of());
            case "Libvirt" -> emptyDir(List.of());
            default -> unknown(platform);
        };
    }

    /** No default storage, so the registry starts as Removed. */
    public boolean isNone() {
        return storage.isEmpty();
    }

    public String managementState() {
        return isNone() ? "Removed" : "Managed";
    }

    public String rolloutStrategy() {
        return claim == null ? "RollingUpdate" : "Recreate";
    }

    private static PlatformStorageDefaults objectStore(String member, DetectedPlatform platform) {
        return new PlatformStorageDefaults(
                with(member), platform.isSingleReplica() ? 1 : 2, null, List.of());
    }

    private static PlatformStorageDefaults openStack(
            DetectedPlatform platform, OpenStackStorage choice) {
        return switch (choice) {
            case SWIFT -> objectStore("swift", platform);
            case CLAIM, ASK ->
                    claim(
                            "standard-csi",
                            choice == OpenStackStorage.ASK
                                    ? List.of()
                                    : List.of(
                                            "OpenStack: the object store was not asked for, the"
                                                    + " registry gets a claim as configured"));
        };
    }

    private static PlatformStorageDefaults claim(String storageClass, List<String> warnings) {
        var storage = JsonNodeFactory.instance.objectNode();
        storage.putObject("pvc").put("claim", RegistryClaim.OWN_NAME);
        return new PlatformStorageDefaults(
                storage, 1, new ClaimTemplate(ClaimAccess.ONCE, storageClass), warnings);
    }

    private static PlatformStorageDefaults none(List<String> warnings) {
        return new PlatformStorageDefaults(
                JsonNodeFactory.instance.objectNode(), 1, null, warnings);
    }

    private static PlatformStorageDefaults emptyDir(List<String> warnings) {
        return new PlatformStorageDefaults(with("emptyDir"), 1, null, warnings);
    }

    /** Ephemeral storage is not selected by guessing. */
    private static PlatformStorageDefaults unknown(DetectedPlatform platform) {
        return platform.inferred()
                ? none(List.of("The platform is not known: configure storage to get a registry"))
                : emptyDir(
                        List.of(
                                "The platform is not known: images are lost with the registry's"
                                        + " pod"));
    }

    private static ObjectNode with(String member) {
        var storage = JsonNodeFactory.instance.objectNode();
        storage.putObject(member);
        return storage;
    }
}
