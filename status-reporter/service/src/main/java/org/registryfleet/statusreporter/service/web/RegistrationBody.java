package org.registryfleet.statusreporter.service.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.CredentialReference;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.schemas.RegistrationCommands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The body of a registration request. All errors are reported together. */
final class RegistrationBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS =
            new TreeSet<>(Set.of("credential", "displayName", "labels", "mode", "paused"));
    private static final int LONGEST = 253;

    private final List<String> faults = new ArrayList<>();
    private final JsonNode body;

    private RegistrationBody(JsonNode body) {
        this.body = body;
    }

    static ClusterRegistration parse(String cluster, String text) {
        return new RegistrationBody(json(text)).registration(cluster);
    }

    private static JsonNode json(String text) {
        try {
            var body = JSON.readTree(text);
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException malformed) {
            // the same as any other text that is no object
        }
        throw RequestProblem.badRequest(List.of("the body is no JSON object"));
    }

    private ClusterRegistration registration(String cluster) {
        if (!RegistrationCommands.isId(cluster)) {
            faults.add("the id is no DNS label: small letters, digits and hyphens, at most 63");
        }
        body.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!FIELDS.contains(name)) {
                                faults.add("there is no field of that name; fields are " + FIELDS);
                            }
                        });
        var registration =
                ClusterRegistration.newBuilder()
                        .setCluster(cluster)
                        .setDisplayName(text("displayName", cluster))
                        .setLabels(labels())
                        .setCredential(credential(cluster))
                        .setMode(mode())
                        .setPaused(paused())
                        .build();
        if (!faults.isEmpty()) {
            throw RequestProblem.badRequest(faults);
        }
        return registration;
    }

    private String credential(String cluster) {
        var reference = text("credential", "kubeconfig:" + cluster);
        try {
            var _ = CredentialReference.parse(reference);
        } catch (CredentialException _) {
            // the value may be a credential, so it is not quoted
            faults.add(
                    "credential is no reference: kubeconfig:<file name>, secret:<namespace>/<name> or in-cluster");
        }
        return reference;
    }

    private OwnershipMode mode() {
        var name = text("mode", "AUTO").toUpperCase(Locale.ROOT);
        return Arrays.stream(OwnershipMode.values())
                .filter(mode -> mode.name().equals(name))
                .findAny()
                .orElseGet(
                        () -> {
                            faults.add("mode is one of auto, full, assist and observe");
                            return OwnershipMode.AUTO;
                        });
    }

    private boolean paused() {
        var paused = body.path("paused");
        if (!paused.isMissingNode() && !paused.isBoolean()) {
            faults.add("paused is true or false");
        }
        return paused.asBoolean(false);
    }

    private Map<String, String> labels() {
        var labels = new HashMap<String, String>();
        var given = body.path("labels");
        if (!given.isMissingNode() && !given.isObject()) {
            faults.add("labels is an object of texts");
        }
        for (var label : given.properties()) {
            if (label.getValue().isTextual() && isShort(label.getKey() + label.getValue())) {
                labels.put(label.getKey(), label.getValue().asText());
            } else {
                faults.add("a label has a text of at most %d characters".formatted(LONGEST));
            }
        }
        return labels;
    }

    private String text(String field, String standard) {
        var value = body.path(field);
        if (value.isMissingNode()) {
            return standard;
        }
        if (!value.isTextual() || !isShort(value.asText())) {
            faults.add("%s is a text of at most %d characters".formatted(field, LONGEST));
            return standard;
        }
        return value.asText();
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST;
    }
}
