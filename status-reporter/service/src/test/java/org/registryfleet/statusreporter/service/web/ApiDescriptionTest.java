package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.web.RunningSite.problem;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The API is what its description says. */
class ApiDescriptionTest {

    private static RunningSite site;

    @BeforeAll
    static void start() {
        site = ThreeClusters.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** The description names every field that is sent, and none that is not. */
    @Test
    void describesWhatItSends() throws Exception {
        var api = site.json("/api/openapi.json");
        var differences = new ArrayList<String>();

        compare(api, "FleetCounts", site.json("/api/fleet"), differences);
        compare(api, "ClusterList", site.json("/api/clusters"), differences);
        compare(api, "ClusterStory", site.json("/api/clusters/alpha"), differences);
        compare(api, "ClusterStory", site.json("/api/clusters/gamma"), differences);
        compare(api, "PolicyList", site.json("/api/policies"), differences);
        compare(api, "PolicyDetail", site.json("/api/policies/edge"), differences);
        compare(api, "ClusterPolicy", site.json("/api/clusters/alpha/policy"), differences);
        compare(api, "SourceList", site.json("/api/inventory"), differences);

        assertThat(differences).isEmpty();
        assertThat(site.get("/api/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        var parameters = new ArrayList<String>();
        api.at("/paths/~1api~1clusters/get/parameters")
                .forEach(parameter -> parameters.add(parameter.path("name").asText()));
        assertThat(problem(site.get("/api/clusters?no=1"), 400).path("detail").asText())
                .contains(parameters.toString());
    }

    private static void compare(
            JsonNode api, String schema, JsonNode sent, List<String> differences) {
        var described = api.at("/components/schemas/" + schema + "/properties");
        for (var field : sent.properties()) {
            if (!described.has(field.getKey())) {
                differences.add(schema + "." + field.getKey() + " is sent but not described");
            }
        }
        for (var field : described.properties()) {
            if (!sent.has(field.getKey())) {
                differences.add(schema + "." + field.getKey() + " is described but not sent");
                continue;
            }
            var value = sent.get(field.getKey());
            var type = field.getValue();
            var reference = type.has("items") ? type.path("items") : type;
            var one = value.isArray() ? value.path(0) : value;
            var name = name(reference);
            if (!name.isEmpty()
                    && one.isObject()
                    && api.at("/components/schemas/" + name).has("properties")) {
                compare(api, name, one, differences);
            }
        }
    }

    private static String name(JsonNode type) {
        var reference = type.has("oneOf") ? type.at("/oneOf/0/$ref") : type.path("$ref");
        var text = reference.asText("");
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
