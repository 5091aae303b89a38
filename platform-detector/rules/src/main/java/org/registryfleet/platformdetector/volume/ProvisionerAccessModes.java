package org.registryfleet.platformdetector.volume;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The access modes that the volumes of a provisioner support.
 *
 * <pre>
 *  one node at a time   block devices and directories of a node
 *  many nodes           file systems served over the network
 *  by parameter         csi.vsphere.vmware.com (csi.storage.k8s.io/fstype nfs, nfs4: many nodes),
 *                       csi.nutanix.com (storageType NutanixFiles: many nodes),
 *                       csi.trident.netapp.io (backendType *-nas*: many nodes, *-san*: one node)
 *  anything else        not known; static volumes (kubernetes.io/no-provisioner) can be anything
 * </pre>
 */
final class ProvisionerAccessModes {

    private static final String ONCE = "ReadWriteOnce";
    private static final String MANY = "ReadWriteMany";
    private static final List<String> ONE_NODE = List.of(ONCE);
    private static final List<String> MANY_NODES = List.of(ONCE, MANY);
    private static final List<String> UNKNOWN = List.of();

    private static final Set<String> BLOCK =
            Set.of(
                    "kubernetes.io/vsphere-volume",
                    "ebs.csi.aws.com",
                    "kubernetes.io/aws-ebs",
                    "disk.csi.azure.com",
                    "kubernetes.io/azure-disk",
                    "pd.csi.storage.gke.io",
                    "kubernetes.io/gce-pd",
                    "cinder.csi.openstack.org",
                    "kubernetes.io/cinder",
                    "csi.ovirt.org",
                    "csi.kubevirt.io",
                    "vpc.block.csi.ibm.io",
                    "powervs.csi.ibm.com",
                    "diskplugin.csi.alibabacloud.com",
                    "kubernetes.io/rbd",
                    "topolvm.io",
                    "topolvm.cybozu.com",
                    "local.csi.openebs.io",
                    "openebs.io/local",
                    "rancher.io/local-path",
                    "kubevirt.io.hostpath-provisioner",
                    "kubevirt.io/hostpath-provisioner",
                    "microk8s.io/hostpath",
                    "k8s.io/minikube-hostpath",
                    "docker.io/hostpath",
                    "dobs.csi.digitalocean.com",
                    "csi.hetzner.cloud",
                    "linodebs.csi.linode.com");

    private static final Set<String> SHARED =
            Set.of(
                    "nfs.csi.k8s.io",
                    "file.csi.azure.com",
                    "kubernetes.io/azure-file",
                    "efs.csi.aws.com",
                    "fsx.csi.aws.com",
                    "filestore.csi.storage.gke.io",
                    "vpc.file.csi.ibm.io",
                    "nasplugin.csi.alibabacloud.com",
                    "kubernetes.io/glusterfs",
                    "driver.longhorn.io");

    private static final List<String> BLOCK_SUFFIXES = List.of(".rbd.csi.ceph.com");

    private static final List<String> SHARED_SUFFIXES =
            List.of(
                    ".cephfs.csi.ceph.com",
                    "manila.csi.openstack.org",
                    "nfs-subdir-external-provisioner");

    private ProvisionerAccessModes() {}

    static List<String> accessModes(String provisioner, Map<String, String> parameters) {
        return switch (provisioner) {
            case "csi.vsphere.vmware.com" -> vsphere(parameters);
            case "csi.nutanix.com" ->
                    parameters.getOrDefault("storageType", "").equals("NutanixFiles")
                            ? MANY_NODES
                            : ONE_NODE;
            case "csi.trident.netapp.io" -> trident(parameters.getOrDefault("backendType", ""));
            default -> byName(provisioner);
        };
    }

    /** Volumes of this provisioner are NFS exports. */
    static boolean isNfs(String provisioner) {
        return provisioner.equals("nfs.csi.k8s.io")
                || provisioner.endsWith("nfs-subdir-external-provisioner");
    }

    private static List<String> vsphere(Map<String, String> parameters) {
        if (parameters.getOrDefault("csi.storage.k8s.io/fstype", "").startsWith("nfs")) {
            return MANY_NODES;
        }
        // a policy name proves nothing, but one that mentions files is not known to be block
        // storage
        var policy = parameters.getOrDefault("storagepolicyname", "").toLowerCase(Locale.ROOT);
        return policy.contains("file") ? UNKNOWN : ONE_NODE;
    }

    private static List<String> trident(String backend) {
        if (backend.contains("-nas") || backend.contains("files")) {
            return MANY_NODES;
        }
        return backend.contains("-san") ? ONE_NODE : UNKNOWN;
    }

    private static List<String> byName(String provisioner) {
        if (BLOCK.contains(provisioner)
                || BLOCK_SUFFIXES.stream().anyMatch(provisioner::endsWith)) {
            return ONE_NODE;
        }
        return SHARED.contains(provisioner)
                        || SHARED_SUFFIXES.stream().anyMatch(provisioner::endsWith)
                ? MANY_NODES
                : UNKNOWN;
    }
}
