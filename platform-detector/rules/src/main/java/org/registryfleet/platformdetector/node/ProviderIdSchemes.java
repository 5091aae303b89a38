package org.registryfleet.platformdetector.node;

import java.util.Map;
import java.util.Optional;

/**
 * Maps the scheme of a node's provider id to a platform. Clouds without a rule of their own count
 * as External and development clusters as None; neither offers storage that the registry could use.
 */
final class ProviderIdSchemes {

    private static final Map<String, String> PLATFORMS =
            Map.ofEntries(
                    Map.entry("aws", "AWS"),
                    Map.entry("azure", "Azure"),
                    Map.entry("gce", "GCP"),
                    Map.entry("ibm", "IBMCloud"),
                    Map.entry("ibmpowervs", "PowerVS"),
                    Map.entry("openstack", "OpenStack"),
                    Map.entry("ovirt", "oVirt"),
                    Map.entry("vsphere", "VSphere"),
                    Map.entry("nutanix", "Nutanix"),
                    Map.entry("kubevirt", "KubeVirt"),
                    Map.entry("baremetalhost", "BareMetal"),
                    Map.entry("metal3", "BareMetal"),
                    Map.entry("equinixmetal", "EquinixMetal"),
                    Map.entry("packet", "EquinixMetal"),
                    Map.entry("alicloud", "AlibabaCloud"),
                    Map.entry("libvirt", "Libvirt"),
                    Map.entry("external", "External"),
                    Map.entry("oci", "External"),
                    Map.entry("digitalocean", "External"),
                    Map.entry("hcloud", "External"),
                    Map.entry("linode", "External"),
                    Map.entry("vultr", "External"),
                    Map.entry("kind", "None"),
                    Map.entry("k3s", "None"),
                    Map.entry("minikube", "None"));

    private ProviderIdSchemes() {}

    static Optional<String> platform(String scheme) {
        return Optional.ofNullable(PLATFORMS.get(scheme));
    }
}
