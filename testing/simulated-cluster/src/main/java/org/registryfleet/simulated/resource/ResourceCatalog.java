package org.registryfleet.simulated.resource;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The kinds one API server serves, found by path or by kind. Immutable; shared by clusters that
 * serve the same kinds.
 */
public final class ResourceCatalog {
    private static final ResourceCatalog EVERYTHING = read();

    private final Map<String, ResourceType> byPath = new LinkedHashMap<>();
    private final Map<String, ResourceType> byKind = new LinkedHashMap<>();

    private ResourceCatalog(Collection<ResourceType> types) {
        for (var type : types) {
            byPath.put(type.apiVersion() + "/" + type.plural(), type);
            byKind.put(type.apiVersion() + "/" + type.kind(), type);
        }
    }

    /** Every kind of the built-in table. */
    public static ResourceCatalog everything() {
        return EVERYTHING;
    }

    /** The same catalog without the kinds that the condition names. */
    public ResourceCatalog without(Predicate<ResourceType> condition) {
        return new ResourceCatalog(byPath.values().stream().filter(condition.negate()).toList());
    }

    /** The kind of an API path, for example {@code apps/v1} and {@code deployments}. */
    public Optional<ResourceType> byPlural(String apiVersion, String plural) {
        return Optional.ofNullable(byPath.get(apiVersion + "/" + plural));
    }

    /** The kind that an object names. */
    public Optional<ResourceType> byKind(String apiVersion, String kind) {
        return Optional.ofNullable(byKind.get(apiVersion + "/" + kind));
    }

    /** The kind that an object names; fails when this server does not serve it. */
    public ResourceType require(String apiVersion, String kind) {
        return byKind(apiVersion, kind)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "not served here: " + apiVersion + " " + kind));
    }

    /** All kinds in the order of the table. */
    public List<ResourceType> types() {
        return List.copyOf(byPath.values());
    }

    private static ResourceCatalog read() {
        var types = new ArrayList<ResourceType>();
        for (var row : Json.resource(ResourceCatalog.class, "kinds.yaml")) {
            types.add(
                    new ResourceType(
                            row.get("group").asText(),
                            row.get("version").asText(),
                            row.get("plural").asText(),
                            row.get("kind").asText(),
                            row.get("namespaced").asBoolean(),
                            traits(row.get("traits"))));
        }
        return new ResourceCatalog(types);
    }

    private static Set<Trait> traits(JsonNode words) {
        var traits = EnumSet.noneOf(Trait.class);
        words.forEach(word -> traits.add(Trait.of(word.asText())));
        return Set.copyOf(traits);
    }
}
