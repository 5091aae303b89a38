package org.registryfleet.registrydeployer.operand;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The releases whose images the fleet has. Which of them a cluster gets is its own matter: the
 * first that its ClusterVersion names, desired or in the history; else the one that its
 * registration names; else the standard one.
 *
 * @param others by version, beside the standard one
 */
public record Releases(OperandImages standard, Map<String, OperandImages> others) {

    /** Key in the policy of a registration. */
    public static final String POLICY = "release";

    public Releases {
        others = Map.copyOf(others);
    }

    public static Releases only(OperandImages standard) {
        return new Releases(standard, Map.of());
    }

    /**
     * What a cluster gets.
     *
     * @param reported the release, empty for the standard one, which every service knows
     * @param warning the cluster asks for a release without images here; only where a fleet deploys
     *     several releases or the registration names one, since a fleet of one release means it
     */
    public record Choice(OperandImages images, String reported, Optional<String> warning) {}

    public Choice of(Snapshot objects, @Nullable Registration registration) {
        var wanted =
                Stream.concat(versions(objects).stream(), registered(registration).stream())
                        .toList();
        var images =
                wanted.stream()
                        .flatMap(version -> find(version).stream())
                        .findFirst()
                        .orElse(standard);
        boolean isChosen = !others.isEmpty() || registered(registration).isPresent();
        var warning =
                wanted.stream()
                        .findFirst()
                        .filter(_ -> isChosen)
                        .filter(first -> !first.equals(images.release()))
                        .map(first -> sentence(first, images));
        return new Choice(images, images.equals(standard) ? "" : images.release(), warning);
    }

    /** The versions that the ClusterVersion names, the newest first; none without one. */
    public static List<String> versions(Snapshot objects) {
        return objects.find(OperandObjects.CLUSTER_VERSION)
                .map(Releases::versions)
                .orElse(List.of());
    }

    private static Optional<String> registered(@Nullable Registration registration) {
        return registration == null
                ? Optional.empty()
                : Optional.ofNullable(registration.policy().get(POLICY));
    }

    private static List<String> versions(Observed version) {
        return Stream.concat(
                        Stream.of(version.at("/status/desired")),
                        version.at("/status/history").valueStream())
                .map(entry -> entry.path("version").asText(""))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<OperandImages> find(String version) {
        return version.equals(standard.release())
                ? Optional.of(standard)
                : Optional.ofNullable(others.get(version));
    }

    private static String sentence(String wanted, OperandImages images) {
        return "The cluster is of release %s, for which no images are configured (RELEASES): it gets those of %s"
                .formatted(wanted, images.release());
    }
}
