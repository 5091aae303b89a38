package org.registryfleet.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.schema.CustomSchemas;

/**
 * What a simulated cluster is made of.
 *
 * @param objects created in this order when the cluster is added; their status goes to the status subresource
 */
public record ClusterProfile(List<ObjectNode> objects, ResourceCatalog catalog, CustomSchemas schemas, ServerSettings settings) {

    /** An empty cluster that serves every kind and has no kubelet. */
    public static ClusterProfile empty() {
        return new ClusterProfile(
                List.of(), ResourceCatalog.everything(), CustomSchemas.builtIn(), ServerSettings.DEFAULT);
    }

    /** The same with more objects. */
    public ClusterProfile withObjects(List<ObjectNode> more) {
        var all = new ArrayList<>(objects);
        all.addAll(more);
        return new ClusterProfile(List.copyOf(all), catalog, schemas, settings);
    }

    /** The same with another set of kinds. */
    public ClusterProfile withCatalog(ResourceCatalog newCatalog) {
        return new ClusterProfile(objects, newCatalog, schemas, settings);
    }

    /** The same without the kinds of these API groups. */
    public ClusterProfile withoutGroups(String... groups) {
        return withCatalog(catalog.without(type -> List.of(groups).contains(type.group())));
    }

    /** The same with other schemas of custom resources. */
    public ClusterProfile withSchemas(CustomSchemas newSchemas) {
        return new ClusterProfile(objects, catalog, newSchemas, settings);
    }

    /** The same with other settings of the API server. */
    public ClusterProfile withSettings(ServerSettings newSettings) {
        return new ClusterProfile(objects, catalog, schemas, newSettings);
    }
}
