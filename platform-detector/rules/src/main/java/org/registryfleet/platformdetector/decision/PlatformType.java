package org.registryfleet.platformdetector.decision;

import java.util.Arrays;
import java.util.Optional;

/**
 * The platform types that the registry has a rule for (storage specification, section 1.1), spelled
 * as in the Infrastructure object, with the object storage that each of them offers.
 */
public enum PlatformType {
    AWS("AWS", "s3"),
    AZURE("Azure", "azure"),
    GCP("GCP", "gcs"),
    IBM_CLOUD("IBMCloud", "ibmcos"),
    POWER_VS("PowerVS", "ibmcos"),
    OPEN_STACK("OpenStack", "swift"),
    OVIRT("oVirt", ""),
    BARE_METAL("BareMetal", ""),
    VSPHERE("VSphere", ""),
    NONE("None", ""),
    NUTANIX("Nutanix", ""),
    KUBE_VIRT("KubeVirt", ""),
    EQUINIX_METAL("EquinixMetal", ""),
    ALIBABA_CLOUD("AlibabaCloud", ""),
    EXTERNAL("External", ""),
    LIBVIRT("Libvirt", "");

    private final String spelling;
    private final String objectStorage;

    PlatformType(String spelling, String objectStorage) {
        this.spelling = spelling;
        this.objectStorage = objectStorage;
    }

    /** The storage field of the Config for it; empty if the platform offers none. */
    public String objectStorage() {
        return objectStorage;
    }

    /** Case-sensitive, as in the reference operator. */
    public static Optional<PlatformType> of(String spelling) {
        return Arrays.stream(values()).filter(type -> type.spelling.equals(spelling)).findFirst();
    }
}
