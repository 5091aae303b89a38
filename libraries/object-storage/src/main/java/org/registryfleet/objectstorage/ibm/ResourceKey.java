package org.registryfleet.objectstorage.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;

/**
 * A resource key of the service instance, with the HMAC key pair that the registry signs requests
 * with. Must not be logged.
 *
 * @param file the registry's credentials file
 */
record ResourceKey(String crn, String file) {

    private static final String CONTROLLER = "resourceController";
    private static final String KEYS = "/v2/resource_keys";
    private static final String ROLE = "crn:v1:bluemix:public:iam::::serviceRole:";

    static ResourceKey of(IbmCloud cloud, ServiceInstance instance) throws IOException {
        var written = cloud.wanted().text("resourceKey");
        var key = written.isEmpty() ? own(cloud, instance) : named(cloud, written, instance);
        return new ResourceKey(key.path("crn").asText(written), file(key));
    }

    private static JsonNode named(IbmCloud cloud, String crn, ServiceInstance instance)
            throws IOException {
        var key =
                cloud.get(
                        CONTROLLER,
                        KEYS + "/" + IbmCloud.encoded(crn),
                        "unable to get resource key for service instance");
        if (!key.path("source_crn").asText("").equals(instance.crn())) {
            throw IbmException.useless("specified resource key is not valid for service instance");
        }
        var role = key.at("/credentials/iam_role_crn").asText("");
        hmac(key);
        if (!role.endsWith(":Writer") && !role.endsWith(":Manager")) {
            throw IbmException.useless("specified resource key's IAM role is not valid");
        }
        return key;
    }

    /**
     * Finds or creates the key named after the cluster; the fixed name prevents a second one after
     * a lost response.
     */
    private static JsonNode own(IbmCloud cloud, ServiceInstance instance) throws IOException {
        for (var key : called(cloud)) {
            if (isOf(instance, key) && key.path("state").asText("active").equals("active")) {
                return key;
            }
        }
        var asked = JsonNodeFactory.instance.objectNode();
        asked.put("name", ServiceInstance.name(cloud)).put("source", instance.crn());
        asked.put("role", ROLE + "Writer").putObject("parameters").put("HMAC", true);
        return cloud.post(
                CONTROLLER, KEYS, asked, "unable to create resource key for service instance");
    }

    /**
     * Deletes the key named after the cluster; a user's key stays.
     *
     * @return its CRN; empty when there is none
     */
    static String remove(IbmCloud cloud, ServiceInstance instance) throws IOException {
        var removed = "";
        for (var key : called(cloud)) {
            if (isOf(instance, key)) {
                removed = key.path("crn").asText("");
                cloud.delete(
                        CONTROLLER,
                        KEYS
                                + "/"
                                + IbmCloud.encoded(key.path("id").asText(key.path("crn").asText())),
                        "unable to delete resource key");
            }
        }
        return removed;
    }

    private static JsonNode called(IbmCloud cloud) throws IOException {
        var name = IbmCloud.encoded(ServiceInstance.name(cloud));
        return cloud.get(CONTROLLER, KEYS + "?name=" + name, "unable to get resource keys")
                .path("resources");
    }

    private static boolean isOf(ServiceInstance instance, JsonNode key) {
        return key.path("source_crn").asText("").equals(instance.crn());
    }

    private static JsonNode hmac(JsonNode key) throws IbmException {
        var credentials = key.path("credentials");
        if (credentials.isEmpty()) {
            throw IbmException.useless(
                    "specified resource key does not have any attached credentials");
        }
        var hmac = credentials.path("cos_hmac_keys");
        if (hmac.path("access_key_id").asText("").isEmpty()
                || hmac.path("secret_access_key").asText("").isEmpty()) {
            throw IbmException.useless(
                    "specified resource key credentials does not contain HMAC keys");
        }
        return hmac;
    }

    private static String file(JsonNode key) throws IbmException {
        var hmac = hmac(key);
        return "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                .formatted(
                        hmac.path("access_key_id").asText(),
                        hmac.path("secret_access_key").asText());
    }

    @Override
    public String toString() {
        return "ResourceKey[" + crn + "]";
    }
}
