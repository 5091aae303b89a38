package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.Quantity;

import java.util.HashSet;
import java.util.Set;

/** What the spec of a pod must fulfil. */
final class PodChecks {
    private static final String QUANTITY_RULE =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private PodChecks() {}

    static void spec(JsonNode spec, String path, Complaints complaints) {
        var volumes = volumes(spec.path("volumes"), path + ".volumes", complaints);
        if (spec.path("containers").isEmpty()) {
            complaints.required(path + ".containers", "");
        }
        var names = new HashSet<String>();
        for (var list : new String[] {"initContainers", "containers"}) {
            var containers = spec.path(list);
            for (var i = 0; i < containers.size(); i++) {
                var at = path + "." + list + "[" + i + "]";
                container(containers.get(i), at, complaints);
                mounts(containers.get(i).path("volumeMounts"), at, volumes, complaints);
                if (!names.add(containers.get(i).path("name").asText())) {
                    complaints.add(
                            FieldError.duplicate(at + ".name", containers.get(i).path("name")));
                }
            }
        }
    }

    private static Set<String> volumes(JsonNode volumes, String path, Complaints complaints) {
        var names = new HashSet<String>();
        for (var i = 0; i < volumes.size(); i++) {
            var name = volumes.get(i).path("name");
            var at = path + "[" + i + "].name";
            if (complaints.present(at, name) && !names.add(name.asText())) {
                complaints.add(FieldError.duplicate(at, name));
            }
        }
        return names;
    }

    private static void container(JsonNode container, String path, Complaints complaints) {
        complaints.present(path + ".name", container.path("name"));
        complaints.present(path + ".image", container.path("image"));
        resources(container.path("resources"), path + ".resources", complaints);
        var ports = container.path("ports");
        for (var i = 0; i < ports.size(); i++) {
            port(
                    ports.get(i).path("containerPort"),
                    path + ".ports[" + i + "].containerPort",
                    complaints);
        }
    }

    static void port(JsonNode port, String path, Complaints complaints) {
        if (port.isMissingNode()) {
            complaints.required(path, "");
        } else if (port.asInt() < 1 || port.asInt() > 65535) {
            complaints.invalid(path, port, "must be between 1 and 65535, inclusive");
        }
    }

    private static void mounts(
            JsonNode mounts, String path, Set<String> volumes, Complaints complaints) {
        var paths = new HashSet<String>();
        for (var i = 0; i < mounts.size(); i++) {
            var at = path + ".volumeMounts[" + i + "]";
            var name = mounts.get(i).path("name");
            if (!volumes.contains(name.asText())) {
                complaints.add(
                        new FieldError(at + ".name", "FieldValueNotFound", "Not found: " + name));
            }
            var mountPath = mounts.get(i).path("mountPath");
            if (complaints.present(at + ".mountPath", mountPath)
                    && !paths.add(mountPath.asText())) {
                complaints.invalid(at + ".mountPath", mountPath, "must be unique");
            }
        }
    }

    /** Amounts must be amounts, not negative, and requests not above limits. */
    static void resources(JsonNode resources, String path, Complaints complaints) {
        for (var list : new String[] {"limits", "requests"}) {
            for (var amount : resources.path(list).properties()) {
                amount(
                        amount.getValue(),
                        path + "." + list + "[" + amount.getKey() + "]",
                        complaints);
            }
        }
        for (var request : resources.path("requests").properties()) {
            var limit = Json.at(resources, "limits", request.getKey());
            var asked = Quantity.parse(request.getValue().asText());
            var allowed = Quantity.parse(limit.asText());
            if (asked.isPresent()
                    && allowed.isPresent()
                    && asked.get().compareTo(allowed.get()) > 0) {
                complaints.invalid(
                        path + ".requests",
                        request.getValue(),
                        "must be less than or equal to "
                                + request.getKey()
                                + " limit of "
                                + limit.asText());
            }
        }
    }

    static void amount(JsonNode amount, String path, Complaints complaints) {
        var quantity = Quantity.parse(amount.asText());
        if (quantity.isEmpty()) {
            complaints.invalid(path, amount, QUANTITY_RULE);
        } else if (quantity.get().isNegative()) {
            complaints.invalid(path, amount, "must be greater than or equal to 0");
        }
    }
}
