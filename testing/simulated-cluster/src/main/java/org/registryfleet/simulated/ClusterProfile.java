package org.registryfleet.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.bootstrap.ClusterBootstrap;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.kubelet.KubeletSettings;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.schema.CustomSchemas;

import java.util.ArrayList;
import java.util.List;

/**
 * What a simulated cluster is made of.
 *
 * @param objects created in this order when the cluster is added; their status goes to the status
 *     subresource
 */
public record ClusterProfile(
        List<ObjectNode> objects,
        ResourceCatalog catalog,
        CustomSchemas schemas,
        KubeletSettings kubelet,
        ServerSettings settings) {

    /** An empty cluster that serves every kind and has no kubelet. */
    public static ClusterProfile empty() {
        return new ClusterProfile(
                List.of(),
                ResourceCatalog.everything(),
                CustomSchemas.builtIn(),
                KubeletSettings.NONE,
                ServerSettings.DEFAULT);
    }

    /** A demo cluster of this platform, with everything a kubelet does switched on. */
    public static ClusterProfile demo(DemoPlatform platform, String clusterId) {
        var profile =
                empty().withObjects(ClusterBootstrap.objects(platform, clusterId))
                        .withKubelet(KubeletSettings.everything());
        return platform == DemoPlatform.PLAIN_KUBERNETES
                ? profile.withoutGroups(
                        "config.openshift.io", "route.openshift.io", "image.openshift.io")
                : profile;
    }

    /** The same with more objects. */
    public ClusterProfile withObjects(List<ObjectNode> more) {
        var all = new ArrayList<>(objects);
        all.addAll(more);
        return new ClusterProfile(List.copyOf(all), catalog, schemas, kubelet, settings);
    }

    /** The same with another set of kinds. */
    public ClusterProfile withCatalog(ResourceCatalog newCatalog) {
        return new ClusterProfile(objects, newCatalog, schemas, kubelet, settings);
    }

    /** The same without the kinds of these API groups. */
    public ClusterProfile withoutGroups(String... groups) {
        return withCatalog(catalog.without(type -> List.of(groups).contains(type.group())));
    }

    /** The same with another kubelet. */
    public ClusterProfile withKubelet(KubeletSettings newKubelet) {
        return new ClusterProfile(objects, catalog, schemas, newKubelet, settings);
    }

    /** The same with other settings of the API server. */
    public ClusterProfile withSettings(ServerSettings newSettings) {
        return new ClusterProfile(objects, catalog, schemas, kubelet, newSettings);
    }
}
