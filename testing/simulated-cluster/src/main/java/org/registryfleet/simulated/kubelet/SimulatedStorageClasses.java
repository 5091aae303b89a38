package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.simulated.resource.Json;

import java.util.Set;

/** What storage classes can do: block storage serves one node at a time, file storage many. */
public final class SimulatedStorageClasses {
    /** On a StorageClass, overrides the table: {@code file} or {@code block}. */
    public static final String MEDIUM_ANNOTATION = "simulated.registryfleet.org/medium";

    private static final String DEFAULT_ANNOTATION = "storageclass.kubernetes.io/is-default-class";
    private static final Set<String> BLOCK =
            Set.of(
                    "kubernetes.io/vsphere-volume",
                    "kubernetes.io/aws-ebs",
                    "kubernetes.io/azure-disk",
                    "kubernetes.io/gce-pd",
                    "kubernetes.io/cinder",
                    "csi.vsphere.vmware.com",
                    "ebs.csi.aws.com",
                    "disk.csi.azure.com",
                    "pd.csi.storage.gke.io",
                    "cinder.csi.openstack.org",
                    "csi.ovirt.org",
                    "csi.nutanix.com",
                    "csi.kubevirt.io",
                    "topolvm.io");

    private SimulatedStorageClasses() {}

    static boolean isDefault(JsonNode storageClass) {
        return annotation(storageClass, DEFAULT_ANNOTATION).equals("true");
    }

    /** Whether volumes of the class can have all these access modes. */
    static boolean offers(JsonNode storageClass, JsonNode accessModes) {
        for (var mode : accessModes) {
            if (mode.asText().endsWith("Many") && isBlock(storageClass)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlock(JsonNode storageClass) {
        return switch (annotation(storageClass, MEDIUM_ANNOTATION)) {
            case "block" -> true;
            case "file" -> false;
            case String unset ->
                    BLOCK.contains(storageClass.path("provisioner").asText())
                            && !isFileService(storageClass.path("parameters"));
        };
    }

    /**
     * vSAN file service and Nutanix Files are asked for by parameters of otherwise block-only
     * drivers.
     */
    private static boolean isFileService(JsonNode parameters) {
        return parameters.path("csi.storage.k8s.io/fstype").asText().startsWith("nfs")
                || parameters.path("storageType").asText().equals("NutanixFiles");
    }

    private static String annotation(JsonNode object, String name) {
        return Json.at(object, "metadata", "annotations", name).asText();
    }
}
