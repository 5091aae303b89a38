package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.change.Change;

import java.util.HashSet;
import java.util.Set;

/** What an answer shows otherwise than it was written, as the executors tell it. */
final class LackingFields {

    private LackingFields() {}

    static Set<String> of(Change change, JsonNode answer) {
        var unkept = new HashSet<String>();
        switch (change) {
            case Change.Create create -> compare("", create.body(), answer, unkept);
            case Change.Patch patch -> compare("", patch.body(), answer, unkept);
            case Change.Delete _ -> {}
        }
        return unkept;
    }

    private static void compare(String at, JsonNode sent, JsonNode found, Set<String> unkept) {
        if (sent.isObject() && found.isObject()) {
            for (var field : sent.properties()) {
                var name = field.getKey().replace("~", "~0").replace("/", "~1");
                compare(at + "/" + name, field.getValue(), found.path(field.getKey()), unkept);
            }
        } else if (sent.isArray() && found.isArray() && sent.size() == found.size()) {
            for (int i = 0; i < sent.size(); i++) {
                compare(at + "/" + i, sent.get(i), found.get(i), unkept);
            }
        } else if (!sent.equals(found) && !(sent.isNull() && found.isMissingNode())) {
            unkept.add(at);
        }
    }
}
