package org.registryfleet.objectstorage.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;

/**
 * The object storage service instance of a bucket: the one that the Config names, or one named
 * after the cluster, which is created when missing.
 *
 * @param group name of its resource group
 * @param created whether this action created it
 */
record ServiceInstance(String crn, String group, boolean created) {

    private static final String CONTROLLER = "resourceController";
    private static final String MANAGER = "resourceManager";
    private static final String INSTANCES = "/v2/resource_instances";
    private static final String GROUPS = "/v2/resource_groups";

    /** Id of the standard plan of the service. */
    private static final String PLAN = "744bfc56-d12c-4866-88d5-dac9139e0e5d";

    static ServiceInstance of(IbmCloud cloud) throws IOException {
        var written = cloud.wanted().text("serviceInstance");
        return written.isEmpty() ? own(cloud) : named(cloud, written);
    }

    private static ServiceInstance named(IbmCloud cloud, String crn) throws IOException {
        var instance =
                cloud.get(
                        CONTROLLER,
                        INSTANCES + "/" + IbmCloud.encoded(crn),
                        "unable to get resource instance");
        requireActive(instance);
        var group =
                cloud.get(
                        MANAGER,
                        GROUPS
                                + "/"
                                + IbmCloud.encoded(instance.path("resource_group_id").asText()),
                        "unable to get resource group");
        return new ServiceInstance(crn, group.path("name").asText(""), false);
    }

    private static void requireActive(JsonNode instance) throws IbmException {
        switch (instance.path("state").asText("")) {
            case "active" -> {
                // already in the desired state
            }
            case "provisioning" ->
                    throw new IbmException(
                            0,
                            "IBM COS Instance Provisioning",
                            "waiting for IBM COS service instance to finish provisioning");
            default ->
                    throw new IbmException(
                            400,
                            "IBM COS Instance Gone",
                            "IBM COS service instance is inactive or has been removed.");
        }
    }

    private static ServiceInstance own(IbmCloud cloud) throws IOException {
        var name = cloud.wanted().text("resourceGroup");
        var group = group(cloud, name);
        var query =
                "?name=%s&resource_group_id=%s&resource_plan_id=%s"
                        .formatted(IbmCloud.encoded(name(cloud)), IbmCloud.encoded(group), PLAN);
        var there =
                cloud.get(CONTROLLER, INSTANCES + query, "unable to get resource instances")
                        .path("resources");
        for (var instance : there) {
            if (!instance.path("state").asText("").equals("removed")) {
                requireActive(instance);
                return new ServiceInstance(instance.path("crn").asText(""), name, false);
            }
        }
        if (cloud.wanted().isAbsent() || !cloud.wanted().mayCreate()) {
            return new ServiceInstance("", name, false);
        }
        return create(cloud, name, group);
    }

    private static ServiceInstance create(IbmCloud cloud, String groupName, String group)
            throws IOException {
        var asked = JsonNodeFactory.instance.objectNode().put("name", name(cloud));
        asked.put("target", "bluemix-global").put("resource_group", group);
        asked.put("resource_plan_id", PLAN);
        var owner = cloud.wanted().text("owner");
        asked.putArray("tags")
                .add("kubernetes.io_cluster_" + owner + ":owned")
                .add("registry-fleet:" + owner);
        var made = cloud.post(CONTROLLER, INSTANCES, asked, "unable to create resource instance");
        requireActive(made);
        return new ServiceInstance(made.path("crn").asText(""), groupName, true);
    }

    private static String group(IbmCloud cloud, String name) throws IOException {
        var query =
                "?account_id=%s&name=%s"
                        .formatted(IbmCloud.encoded(cloud.account()), IbmCloud.encoded(name));
        var groups =
                cloud.get(MANAGER, GROUPS + query, "unable to get resource groups")
                        .path("resources");
        if (groups.isEmpty()) {
            throw IbmException.useless("unable to find any resource groups with resp code: 200");
        }
        return groups.path(0).path("id").asText("");
    }

    /** Name of a cluster's instance and key. */
    static String name(IbmCloud cloud) {
        return cloud.wanted().text("owner") + "-image-registry";
    }
}
