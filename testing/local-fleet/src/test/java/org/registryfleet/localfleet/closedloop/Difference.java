package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Shows where two trees differ. */
final class Difference {

    private Difference() {}

    static List<String> between(String path, @Nullable JsonNode one, @Nullable JsonNode other) {
        var found = new ArrayList<String>();
        collect(path, one, other, found);
        return found;
    }

    private static void collect(
            String path, @Nullable JsonNode one, @Nullable JsonNode other, List<String> found) {
        if (one == null || other == null) {
            found.add(path + " found " + shown(one) + ", expected " + shown(other));
        } else if (one.isObject() && other.isObject()) {
            var names = new TreeSet<String>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name -> collect(path + "/" + name, one.get(name), other.get(name), found));
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                collect(path + "/" + i, one.get(i), other.get(i), found);
            }
        } else if (!one.equals(other)) {
            found.add(path + " found " + shown(one) + ", expected " + shown(other));
        }
    }

    private static String shown(@Nullable JsonNode node) {
        var text = String.valueOf(node);
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
