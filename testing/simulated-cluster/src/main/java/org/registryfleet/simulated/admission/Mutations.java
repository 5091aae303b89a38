package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.ResourceType;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What an API server does to objects at admission beside its defaults: the mutating policies and
 * webhooks of a cluster, and the fields that an old server does not know. Of the objects proper,
 * not of their status.
 */
public final class Mutations {

    private final List<Mutation> mutations = new CopyOnWriteArrayList<>();

    private record Mutation(String apiVersion, String kind, Consumer<ObjectNode> change) {}

    /** Changes every object of a kind that is created or updated from now on. */
    public void add(String apiVersion, String kind, Consumer<ObjectNode> change) {
        mutations.add(new Mutation(apiVersion, kind, change));
    }

    /**
     * Puts a value in, as a mutating policy does.
     *
     * @param pointer JSON pointer; {@code *} stands for every element of a list
     */
    public void rewrite(String apiVersion, String kind, String pointer, JsonNode value) {
        add(
                apiVersion,
                kind,
                object ->
                        at(
                                object,
                                pointer,
                                (parent, field) -> parent.set(field, value.deepCopy())));
    }

    /** Drops a field, as a server does that is too old for it. */
    public void drop(String apiVersion, String kind, String pointer) {
        add(apiVersion, kind, object -> at(object, pointer, ObjectNode::remove));
    }

    /** The cluster has no policies any more, and a server of today. */
    public void clear() {
        mutations.clear();
    }

    void apply(ResourceType type, ObjectNode object) {
        for (var mutation : mutations) {
            if (mutation.apiVersion().equals(type.apiVersion())
                    && mutation.kind().equals(type.kind())) {
                mutation.change().accept(object);
            }
        }
    }

    private interface Edit {
        void edit(ObjectNode parent, String field);
    }

    private static void at(JsonNode node, String pointer, Edit edit) {
        var end = pointer.indexOf('/', 1);
        var step = end < 0 ? pointer.substring(1) : pointer.substring(1, end);
        var name = step.replace("~1", "/").replace("~0", "~");
        if (end < 0) {
            if (node instanceof ObjectNode parent) {
                edit.edit(parent, name);
            }
        } else if (node instanceof ArrayNode list) {
            for (var index = 0; index < list.size(); index++) {
                if (step.equals("*") || step.equals(Integer.toString(index))) {
                    at(list.get(index), pointer.substring(end), edit);
                }
            }
        } else {
            at(node.path(name), pointer.substring(end), edit);
        }
    }
}
