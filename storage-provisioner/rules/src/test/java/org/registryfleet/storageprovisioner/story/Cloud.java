package org.registryfleet.storageprovisioner.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.ledger.ActionAnswer;
import org.registryfleet.stage.ledger.IssuedAction;
import org.registryfleet.stage.view.Observed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Buckets as the executor would make, find and remove them. */
public final class Cloud {

    private static final String FOREIGN = "foreign";

    private final Map<String, String> buckets = new TreeMap<>();
    private final List<JsonNode> asked = new ArrayList<>();
    private String outage = "";
    private boolean isUsable = true;
    private int answers;

    /** A bucket that was there before, of this account or of another one. */
    public Cloud holds(String bucket, boolean isForeign) {
        buckets.put(bucket, isForeign ? FOREIGN : "");
        return this;
    }

    public Cloud loses(String bucket) {
        buckets.remove(bucket);
        return this;
    }

    /** Every action fails with this text; with an empty one none does. */
    public Cloud fails(String message) {
        outage = message;
        return this;
    }

    /** It has no object store that could be used. */
    public Cloud isClosed() {
        isUsable = false;
        return this;
    }

    public boolean has(String bucket) {
        return buckets.containsKey(bucket);
    }

    /** The specs of all actions, in order. */
    public List<JsonNode> asked() {
        return List.copyOf(asked);
    }

    Event carryOut(IssuedAction issue, Instant now) {
        var body =
                switch (issue.change()) {
                    case Change.Create create -> create.body();
                    case Change.Patch patch -> patch.body();
                    case Change.Delete _ -> throw new IllegalStateException("never deleted so");
                };
        var spec = body.path("spec");
        asked.add(spec);
        var bucket = spec.path("bucket").asText();
        if (!outage.isEmpty()) {
            return failed(issue, "Unknown Error Occurred", outage, now);
        }
        if (spec.path("state").asText().equals("Asked")) {
            return found(issue, body, status(true).put("usable", isUsable));
        }
        if (spec.path("state").asText().equals("Absent")) {
            buckets.remove(bucket);
            var gone = status(false);
            if (spec.path("provider").asText().equals("ibmcos")) {
                nameInstance(spec, gone);
            }
            return found(issue, body, gone);
        }
        if (FOREIGN.equals(buckets.get(bucket))) {
            return failed(issue, "BucketAlreadyExists", "BucketAlreadyExists: taken", now);
        }
        boolean isNew = !buckets.containsKey(bucket);
        if (isNew && !spec.path("mayCreate").asBoolean()) {
            return failed(issue, "NotFound", "NotFound: Not Found", now);
        }
        buckets.put(bucket, "ours");
        return found(issue, body, described(spec, isNew));
    }

    private static ObjectNode described(JsonNode spec, boolean isNew) {
        boolean created = isNew || spec.path("createdHere").asBoolean();
        var management = spec.path("management").asText();
        boolean managed =
                management.equals("Managed") || (management.equals("IfCreated") && created);
        var status = status(true).put("created", created).put("managed", managed);
        if (managed) {
            for (var property : List.of("publicAccessBlock", "tagging", "encryption", "cleanup")) {
                status.putObject(property).put("done", true);
            }
        }
        if (spec.path("provider").asText().equals("ibmcos")) {
            nameInstance(spec, status);
        }
        if (spec.has("network")) {
            var written = spec.at("/network/vnet").asText();
            status.putObject("network")
                    .put("vnet", written.isEmpty() ? "found-vnet" : written)
                    .put("subnet", "found-subnet");
        }
        if (spec.has("cloud")) {
            status.putObject("facts")
                    .put("authUrl", "http://k/v3")
                    .put("tenant", "p")
                    .put("regionName", "RegionOne");
        }
        var credentials = spec.path("credentials");
        if (credentials.path("PASSWORD").asText().equals("d-digits")) {
            status.putObject("yamlDigests").put("PASSWORD", "d-quoted-digits");
        }
        if (credentials.has("cacert")) {
            status.withObject("/facts").put("caBundle", "certificates");
        }
        if (spec.has("keys")) {
            status.putObject("keys")
                    .put("ibmcos-credentials", "digest of kept keys")
                    .put("azure-account-key", "digest of kept keys");
        }
        return status.put("credentialsDigest", "digest of " + spec.path("credentials"));
    }

    private static void nameInstance(JsonNode spec, ObjectNode status) {
        var instance = spec.path("serviceInstance").asText();
        var key = spec.path("resourceKey").asText();
        status.put("serviceInstanceCRN", instance.isEmpty() ? "crn:own-instance" : instance);
        status.put("resourceKeyCRN", key.isEmpty() ? "crn:own-key" : key);
        status.put("resourceGroupName", spec.path("resourceGroup").asText("test-rg"));
    }

    private static ObjectNode status(boolean exists) {
        return JsonNodeFactory.instance.objectNode().put("exists", exists);
    }

    private Event found(IssuedAction issue, JsonNode body, ObjectNode status) {
        var content = (ObjectNode) body.deepCopy();
        content.set("status", status);
        var version = "v" + ++answers;
        return new Event.Found(
                new ActionAnswer.Done(issue.actionId(), "b", version),
                new Observed(issue.change().ref(), "b", version, content));
    }

    private static Event failed(IssuedAction issue, String reason, String message, Instant now) {
        return new Event.Answered(
                new ActionAnswer.Failed(
                        issue.actionId(), false, false, reason, message, Duration.ZERO, now));
    }
}
