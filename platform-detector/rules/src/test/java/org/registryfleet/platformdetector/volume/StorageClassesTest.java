package org.registryfleet.platformdetector.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.platformdetector.decision.Cluster;

class StorageClassesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubernetes.io/vsphere-volume | {} | RWO",
                "csi.vsphere.vmware.com | {} | RWO",
                "csi.vsphere.vmware.com | {storagepolicyname: thin} | RWO",
                "csi.vsphere.vmware.com | {csi.storage.k8s.io/fstype: ext4} | RWO",
                "csi.vsphere.vmware.com | {csi.storage.k8s.io/fstype: nfs4} | RWX",
                "csi.vsphere.vmware.com | {storagepolicyname: vSAN File Policy} | ?",
                "ebs.csi.aws.com | {} | RWO",
                "disk.csi.azure.com | {} | RWO",
                "pd.csi.storage.gke.io | {} | RWO",
                "cinder.csi.openstack.org | {} | RWO",
                "csi.ovirt.org | {} | RWO",
                "openshift-storage.rbd.csi.ceph.com | {} | RWO",
                "rook-ceph.rbd.csi.ceph.com | {} | RWO",
                "topolvm.io | {} | RWO",
                "rancher.io/local-path | {} | RWO",
                "openshift-storage.cephfs.csi.ceph.com | {} | RWX",
                "nfs.csi.k8s.io | {} | RWX",
                "k8s-sigs.io/nfs-subdir-external-provisioner | {} | RWX",
                "file.csi.azure.com | {} | RWX",
                "efs.csi.aws.com | {} | RWX",
                "manila.csi.openstack.org | {} | RWX",
                "nfs.manila.csi.openstack.org | {} | RWX",
                "csi.nutanix.com | {storageType: NutanixVolumes} | RWO",
                "csi.nutanix.com | {storageType: NutanixFiles} | RWX",
                "csi.trident.netapp.io | {} | ?",
                "csi.trident.netapp.io | {backendType: ontap-nas} | RWX",
                "csi.trident.netapp.io | {backendType: ontap-san} | RWO",
                "kubernetes.io/no-provisioner | {} | ?",
                "example.com/anything | {} | ?"
            })
    void knowsTheAccessModesOfAProvisioner(String provisioner, String parameters, String modes) {
        var fact = only(Cluster.empty().with(storageClass("c", provisioner, parameters, "{}")));

        assertThat(fact.accessModes())
                .isEqualTo(
                        switch (modes) {
                            case "RWO" -> java.util.List.of("ReadWriteOnce");
                            case "RWX" -> java.util.List.of("ReadWriteOnce", "ReadWriteMany");
                            default -> java.util.List.of();
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | false",
                "{storageclass.kubernetes.io/is-default-class: 'true'} | true",
                "{storageclass.beta.kubernetes.io/is-default-class: 'true'} | true",
                "{storageclass.kubernetes.io/is-default-class: 'false'} | false"
            })
    void findsTheDefault(String annotations, boolean isDefault) {
        var fact = only(Cluster.empty().with(storageClass("c", "x", "{}", annotations)));

        assertThat(fact.isDefault()).isEqualTo(isDefault);
    }

    @Test
    void warnsAboutNfs() {
        var classes =
                StorageClasses.of(
                        Cluster.empty()
                                .with(storageClass("nfs", "nfs.csi.k8s.io", "{}", "{}"))
                                .snapshot());

        assertThat(classes.warnings()).singleElement().asString().contains("NFS server on RHEL");
    }

    @Test
    void warnsAboutSeveralDefaults() {
        var annotation = "{storageclass.kubernetes.io/is-default-class: 'true'}";
        var classes =
                StorageClasses.of(
                        Cluster.empty()
                                .with(storageClass("a", "x", "{}", annotation))
                                .with(storageClass("b", "y", "{}", annotation))
                                .snapshot());

        assertThat(classes.warnings())
                .containsExactly(
                        "More than one StorageClass is the default: a, b; Kubernetes takes the newest, a");
        assertThat(classes.facts())
                .extracting(StorageClassFacts::isDefault)
                .containsExactly(true, false);
    }

    @Test
    void takesTheNewestOfSeveralDefaultsAsKubernetesDoes() {
        var annotation = "{storageclass.kubernetes.io/is-default-class: 'true'}";
        var newer = storageClass("b", "y", "{}", annotation);
        var classes =
                StorageClasses.of(
                        Cluster.empty()
                                .with(storageClass("a", "x", "{}", annotation))
                                .with(
                                        newer.replace(
                                                "metadata: {",
                                                "metadata: {creationTimestamp: '2026-01-02T00:00:00Z', "))
                                .snapshot());

        assertThat(classes.facts())
                .extracting(StorageClassFacts::isDefault)
                .containsExactly(false, true);
    }

    private static StorageClassFacts only(Cluster cluster) {
        return StorageClasses.of(cluster.snapshot()).facts().getFirst();
    }

    private static String storageClass(
            String name, String provisioner, String parameters, String annotations) {
        return "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: "
                + name
                + ", annotations: "
                + annotations
                + "}, provisioner: "
                + provisioner
                + ", parameters: "
                + parameters
                + "}";
    }
}
