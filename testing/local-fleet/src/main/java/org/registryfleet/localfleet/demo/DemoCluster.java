package org.registryfleet.localfleet.demo;

import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A cluster of the demonstration. */
record DemoCluster(String id, DemoPlatform platform) {

    /** The cluster on which an administrator carries out the documented vSphere procedure. */
    static final String STORY = "vsphere-1";

    private static final List<DemoCluster> MIXED =
            List.of(
                    new DemoCluster(STORY, DemoPlatform.VSPHERE),
                    new DemoCluster("bare-metal-1", DemoPlatform.BARE_METAL),
                    new DemoCluster("vsphere-block-1", DemoPlatform.VSPHERE_BLOCK),
                    new DemoCluster("edge-sno-1", DemoPlatform.SINGLE_NODE),
                    new DemoCluster("openstack-1", DemoPlatform.OPENSTACK),
                    new DemoCluster("ovirt-1", DemoPlatform.OVIRT),
                    new DemoCluster("libvirt-1", DemoPlatform.LIBVIRT),
                    new DemoCluster("aws-1", DemoPlatform.AWS),
                    new DemoCluster("gcp-1", DemoPlatform.GCP),
                    new DemoCluster("azure-1", DemoPlatform.AZURE),
                    new DemoCluster("new-cloud-1", DemoPlatform.UNKNOWN),
                    new DemoCluster("kubernetes-1", DemoPlatform.PLAIN_KUBERNETES));

    /** So many clusters; the mix repeats under other numbers. */
    static List<DemoCluster> fleet(int count) {
        return IntStream.range(0, count).mapToObj(DemoCluster::number).toList();
    }

    private static DemoCluster number(int index) {
        var model = MIXED.get(index % MIXED.size());
        int round = index / MIXED.size() + 1;
        return new DemoCluster(model.id().replaceAll("-1$", "-" + round), model.platform());
    }

    /** Adds it to the simulation, with its kubeconfig in the folder. */
    void addTo(SimulatedFleet fleet, Path kubeconfigs) {
        var added = fleet.addCluster(id, ClusterProfile.demo(platform, id));
        try {
            Files.writeString(kubeconfigs.resolve(id), added.kubeconfig());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the kubeconfig of " + id, failure);
        }
    }

    /** Policies reach the canary first. */
    Map<String, String> labels() {
        return platform == DemoPlatform.VSPHERE_BLOCK ? Map.of("canary", "true") : Map.of();
    }

    /** Its way into the fleet, once it is in the simulation. */
    ClusterRegistration registration(SimulatedFleet fleet) {
        return ClusterRegistration.newBuilder()
                .setCluster(id)
                .setDisplayName(id)
                .setEndpoint(fleet.baseUrl(id))
                .setCredential("kubeconfig:" + id)
                .setMode(OwnershipMode.FULL)
                .setSimulated(true)
                .setLabels(labels())
                .build();
    }
}
