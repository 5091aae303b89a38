package org.registryfleet.fleetpolicy.assignment;

import org.registryfleet.stage.view.Observed;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who holds a field of an object besides the fleet, as its managers and annotations say. */
final class FieldHolder {

    private static final String OPERATOR = "cluster-image-registry-operator";

    /** Tools that write again what somebody else changes; names end at a dash or at their end. */
    private static final List<String> TOOLS =
            List.of(
                    "argocd-controller",
                    "argocd-application-controller",
                    "kustomize-controller",
                    "helm-controller",
                    "fleetagent",
                    "work-agent",
                    "config-policy-controller",
                    "hypershift");

    private static final Map<String, String> MARKS =
            Map.of(
                    "argocd.argoproj.io/tracking-id", "Argo CD",
                    "objectset.rio.cattle.io/id", "Rancher Fleet");

    private FieldHolder() {}

    /** The tool that keeps the field as its own source says; nothing but a release ends that. */
    static Optional<String> tool(Observed object, SpecField field) {
        return object.owners(field.pointer()).stream()
                .filter(FieldHolder::isTool)
                .findFirst()
                .or(
                        () ->
                                MARKS.entrySet().stream()
                                        .filter(
                                                mark ->
                                                        object.annotation(mark.getKey())
                                                                .isPresent())
                                        .map(Map.Entry::getValue)
                                        .sorted()
                                        .findFirst())
                .or(() -> object.label("kustomize.toolkit.fluxcd.io/name").map(_ -> "Flux"));
    }

    /** Who has set the value of a field that is there; whoever is not known is a person. */
    static Optional<String> person(Observed object, SpecField field) {
        if (object.spec().path(field.name()).isMissingNode()) {
            return Optional.empty();
        }
        var others =
                object.owners(field.pointer()).stream()
                        .filter(manager -> !manager.equals(OPERATOR) && !isTool(manager))
                        .filter(manager -> !Observed.isFleet(manager))
                        .findFirst();
        return object.owners(field.pointer()).isEmpty() ? Optional.of("somebody") : others;
    }

    private static boolean isTool(String manager) {
        return TOOLS.stream()
                .anyMatch(tool -> manager.equals(tool) || manager.startsWith(tool + "-"));
    }
}
