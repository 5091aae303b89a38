package org.registryfleet.scenarios.override;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.Fields;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One topic of deliberate differences: the scenarios it is for, why, and the objects by stage. A
 * file holds one or several of them as YAML documents.
 *
 * <pre>
 * scenario: 110-pvc-default-name-not-owned      # or a list; patterns with * and ?
 * reason: a foreign claim is never used
 * stages:
 *   expected-1:                                 # or a pattern
 *   - ref: {apiVersion: ..., kind: Config, name: cluster}
 *     merge-patch:
 *       status:
 *         conditions:
 *           "[type=Degraded]": {status: "True", reason: NotOwned, message: any text}
 *   - {ref: ..., absent: true}
 *   - present: {apiVersion: ..., kind: ..., metadata: ...}
 *   - {ref: ..., as-in: {scenario: 101-other, stage: expected}}   # exists as recorded there
 * </pre>
 *
 * @param scenarios ids or patterns of ids
 * @param stages by name or pattern of names
 */
public record OverrideFile(
        String file,
        List<NamePattern> scenarios,
        String reason,
        Map<NamePattern, List<ObjectOverride>> stages) {

    public static OverrideFile parse(String file, JsonNode content) {
        var fields = new Fields(file, "", content);
        var parsed =
                new OverrideFile(file, scenarios(fields), fields.text("reason"), stages(fields));
        fields.end();
        if (parsed.reason().isBlank()) {
            throw fields.problem("reason", "must say why");
        }
        return parsed;
    }

    private static List<NamePattern> scenarios(Fields fields) {
        var value = fields.required("scenario");
        if (value.isTextual()) {
            return List.of(new NamePattern(value.textValue()));
        }
        return fields.list("scenario").stream()
                .map(JsonNode::asText)
                .map(NamePattern::new)
                .toList();
    }

    private static Map<NamePattern, List<ObjectOverride>> stages(Fields fields) {
        var stages = new LinkedHashMap<NamePattern, List<ObjectOverride>>();
        var nested = fields.nested("stages");
        for (var name : nested.keys()) {
            var objects = new ArrayList<ObjectOverride>();
            var list = nested.list(name);
            for (int i = 0; i < list.size(); i++) {
                objects.add(object(nested.element(name, i, list.get(i))));
            }
            stages.put(new NamePattern(name), List.copyOf(objects));
        }
        return stages;
    }

    private static ObjectOverride object(Fields fields) {
        var parsed = parsed(fields);
        fields.end();
        return parsed;
    }

    private static ObjectOverride parsed(Fields fields) {
        if (fields.has("present")) {
            ObjectNode object = fields.object("present");
            return new ObjectOverride.Present(ScenarioObjectRef.of(object), object);
        }
        var ref = fields.ref("ref");
        if (fields.flag("absent")) {
            return new ObjectOverride.Absent(ref);
        }
        if (fields.has("as-in")) {
            var other = fields.nested("as-in");
            var alike = new ObjectOverride.Alike(ref, other.text("scenario"), other.text("stage"));
            other.end();
            return alike;
        }
        return new ObjectOverride.Patched(ref, fields.required("merge-patch"));
    }
}
