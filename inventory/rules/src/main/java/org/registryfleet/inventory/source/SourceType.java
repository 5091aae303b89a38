package org.registryfleet.inventory.source;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeSet;

/**
 * A kind of inventory: what is read of a hub, and how a cluster follows from it. A further one,
 * such as Cluster API or ClusterProfile, is one more implementation.
 */
public sealed interface SourceType permits ArgoCd, Hive, OpenClusterManagement, LabelledSecrets {

    /** As configurations name it. */
    String name();

    /** What is read; the first kind has one object a cluster. */
    List<HubKind> kinds();

    /** How the Secrets among them hold a credential. */
    SecretFormat format();

    /**
     * The cluster of an object of the first kind; null when it describes none.
     *
     * @param hub name of the hub in credential references, with a slash; empty for the own one
     */
    @Nullable FoundCluster cluster(HubObject object, HubObjects others, String hub);

    /** Whether the cluster of {@code object}, of the first kind, depends on the other one. */
    boolean concerns(HubObject object, HubObject other);

    /**
     * The type of this name.
     *
     * @param proxy address of the hub's cluster-proxy; empty for none
     * @throws IllegalArgumentException when there is none; it names those there are
     */
    static SourceType of(String name, String proxy) {
        var all =
                List.of(
                        new ArgoCd(),
                        new Hive(),
                        new OpenClusterManagement(proxy),
                        new LabelledSecrets());
        return all.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is no type of source; there are %s"
                                                .formatted(
                                                        name,
                                                        String.join(
                                                                ", ",
                                                                new TreeSet<>(
                                                                        all.stream()
                                                                                .map(
                                                                                        SourceType
                                                                                                ::name)
                                                                                .toList())))));
    }
}
