package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses the content of a scenario.yaml. Anything unknown is a {@link FormatException}. */
public final class ScenarioParser {

    private static final String BY_A_STEP = "by a step";

    private ScenarioParser() {}

    public static Scenario parse(String file, JsonNode content) {
        var fields = new Fields(file, "", content);
        var heading =
                new Scenario.Heading(
                        fields.text("id"),
                        fields.text("title"),
                        fields.text("description"),
                        fields.text("platform"),
                        fields.text("topology"));
        var environment = environment(fields);
        var script =
                new Scenario.Script(
                        given(fields), fields.optionalText("initialExpect"), steps(fields));
        fields.end();
        return new Scenario(heading, environment, script);
    }

    private static Scenario.Environment environment(Fields fields) {
        var started = fields.optionalText("operatorStarted");
        if (started != null && !started.equals(BY_A_STEP)) {
            throw fields.problem("operatorStarted", "must be \"" + BY_A_STEP + "\"");
        }
        return new Scenario.Environment(
                actors(fields),
                fields.has("clouds") ? fields.object("clouds") : null,
                fields.optionalText("crdChange"),
                operatorEnv(fields),
                started != null);
    }

    private static Set<Scenario.Actor> actors(Fields fields) {
        var actors = EnumSet.noneOf(Scenario.Actor.class);
        for (var actor : fields.list("actors")) {
            actors.add(
                    switch (actor.asText()) {
                        case "gc" -> Scenario.Actor.GC;
                        case "service-ca" -> Scenario.Actor.SERVICE_CA;
                        case String other ->
                                throw fields.problem("actors", "unknown actor " + other);
                    });
        }
        return Set.copyOf(actors);
    }

    private static Map<String, String> operatorEnv(Fields fields) {
        var env = new LinkedHashMap<String, String>();
        if (fields.has("operatorEnv")) {
            var values = fields.nested("operatorEnv");
            values.keys().forEach(name -> env.put(name, values.text(name)));
        }
        return Map.copyOf(env);
    }

    private static List<ObjectNode> given(Fields fields) {
        var objects = new ArrayList<ObjectNode>();
        var list = fields.list("given");
        for (int i = 0; i < list.size(); i++) {
            objects.add(object(fields.element("given", i, list.get(i)), list.get(i)));
        }
        return List.copyOf(objects);
    }

    /** Checks that the node is an object of a cluster. */
    static ObjectNode object(Fields fields, @Nullable JsonNode node) {
        fields.text("apiVersion");
        fields.text("kind");
        fields.nested("metadata").text("name");
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw fields.problem("", "must be an object");
    }

    private static List<ScenarioStep> steps(Fields fields) {
        var steps = new ArrayList<ScenarioStep>();
        var list = fields.list("steps");
        for (int i = 0; i < list.size(); i++) {
            steps.add(StepParser.parse(fields.element("steps", i, list.get(i))));
        }
        return List.copyOf(steps);
    }
}
