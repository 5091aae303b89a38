package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

import java.util.List;

/** What roles and their bindings must fulfil. */
final class RoleChecks {
    private RoleChecks() {}

    static void role(ObjectNode object, Complaints complaints) {
        var rules = object.path("rules");
        for (var i = 0; i < rules.size(); i++) {
            if (rules.get(i).path("verbs").isEmpty()) {
                complaints.required(
                        "rules[" + i + "].verbs", "verbs must contain at least one value");
            }
        }
    }

    static void binding(ObjectNode object, Complaints complaints) {
        var ref = object.path("roleRef");
        complaints.oneOf("roleRef.kind", ref.path("kind"), List.of("ClusterRole", "Role"));
        complaints.present("roleRef.name", ref.path("name"));
        var subjects = object.path("subjects");
        for (var i = 0; i < subjects.size(); i++) {
            var at = "subjects[" + i + "]";
            complaints.present(at + ".name", subjects.get(i).path("name"));
            if (subjects.get(i).path("kind").asText().equals("ServiceAccount")) {
                complaints.present(at + ".namespace", subjects.get(i).path("namespace"));
            }
        }
    }

    static void refKept(ObjectNode old, ObjectNode next, Complaints complaints) {
        complaints.unchanged(
                "roleRef",
                Json.at(old, "roleRef"),
                Json.at(next, "roleRef"),
                "cannot change roleRef");
    }
}
