package org.registryfleet.simulated.bootstrap;

import java.util.Locale;

/** The platforms of which demo clusters can be made; the texts are in {@code platforms.yaml}. */
public enum DemoPlatform {
    /** Bare metal with file storage. */
    BARE_METAL,
    /** vSphere whose default class can share volumes. */
    VSPHERE,
    /** vSphere with block storage only. */
    VSPHERE_BLOCK,
    /** A single node without a platform. */
    SINGLE_NODE,
    /** OpenStack. */
    OPENSTACK,
    /** oVirt. */
    OVIRT,
    /** Libvirt. */
    LIBVIRT,
    /** Amazon Web Services. */
    AWS,
    /** Microsoft Azure. */
    AZURE,
    /** Google Cloud. */
    GCP,
    /** IBM Cloud. */
    IBM_CLOUD,
    /** Nutanix. */
    NUTANIX,
    /** A platform nobody has heard of. */
    UNKNOWN,
    /** Kubernetes without any OpenShift API but the registry's own. */
    PLAIN_KUBERNETES;

    /** The name in texts: {@code vsphere-block}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
