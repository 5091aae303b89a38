package org.registryfleet.storageprovisioner.objectstore.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tags of a bucket: ours, which identify its cluster, and those that the administrator
 * configured.
 *
 * @param refused one sentence for each tag that must not be set
 */
public record S3Tags(Map<String, String> wanted, List<String> refused) {

    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z_.:/=+@ -]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[0-9A-Za-z_.:/=+@ -]{0,256}");
    private static final Pattern KUBERNETES = Pattern.compile("([^/]*\\.)?kubernetes\\.io/.*");
    private static final Pattern OPENSHIFT = Pattern.compile("([^/]*\\.)?openshift\\.io/.*");
    private static final String NAME = "Name";

    public static S3Tags of(Infrastructure infrastructure) {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put(ownership(infrastructure.name()), "owned");
        wanted.put(NAME, infrastructure.name() + "-image-registry");
        var refused = new ArrayList<String>();
        for (var tag : infrastructure.aws().path("resourceTags")) {
            var key = tag.path("key").asText("");
            var value = tag.path("value").asText("");
            var objection = objection(key, value);
            if (objection.isEmpty()) {
                wanted.put(key, value);
            } else {
                refused.add("The tag \"" + key + "\" is not set: " + objection);
            }
        }
        return new S3Tags(wanted, List.copyOf(refused));
    }

    /** The tag that proves ownership of the bucket. */
    static String ownership(String infrastructure) {
        return "kubernetes.io/cluster/" + infrastructure;
    }

    ObjectNode into(ObjectNode tags) {
        wanted.forEach(tags::put);
        return tags;
    }

    private static String objection(String key, String value) {
        if (!KEY.matcher(key).matches()) {
            return "key has invalid characters or length";
        }
        if (key.equalsIgnoreCase(NAME)) {
            return "name key is not allowed for user defined tags";
        }
        if (!VALUE.matcher(value).matches()) {
            return "value has invalid characters or length";
        }
        if (KUBERNETES.matcher(key).matches()) {
            return "key is in the kubernetes.io namespace";
        }
        return OPENSHIFT.matcher(key).matches() ? "key is in the openshift.io namespace" : "";
    }
}
