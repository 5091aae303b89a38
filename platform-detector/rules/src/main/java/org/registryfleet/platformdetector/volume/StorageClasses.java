package org.registryfleet.platformdetector.volume;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The storage classes of a cluster and the warnings about them.
 *
 * @param facts ordered by name
 */
public record StorageClasses(
        List<StorageClassFacts> facts, List<String> evidence, List<String> warnings) {

    private static final List<String> DEFAULT =
            List.of(
                    "storageclass.kubernetes.io/is-default-class",
                    "storageclass.beta.kubernetes.io/is-default-class");

    public StorageClasses {
        facts = List.copyOf(facts);
        evidence = List.copyOf(evidence);
        warnings = List.copyOf(warnings);
    }

    public static StorageClasses of(Snapshot objects) {
        var facts = objects.ofKind("StorageClass").map(StorageClasses::fact).toList();
        var evidence = facts.stream().map(StorageClasses::evidence).toList();
        return new StorageClasses(facts, evidence, warnings(facts));
    }

    private static StorageClassFacts fact(Observed storageClass) {
        var provisioner = storageClass.content().path("provisioner").asText("");
        return new StorageClassFacts(
                storageClass.ref().name(),
                provisioner,
                isDefault(storageClass),
                ProvisionerAccessModes.accessModes(provisioner, parameters(storageClass)));
    }

    private static boolean isDefault(Observed storageClass) {
        return DEFAULT.stream()
                .anyMatch(key -> storageClass.annotation(key).orElse("").equals("true"));
    }

    private static Map<String, String> parameters(Observed storageClass) {
        var parameters = new HashMap<String, String>();
        storageClass
                .content()
                .path("parameters")
                .properties()
                .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText("")));
        return parameters;
    }

    private static String evidence(StorageClassFacts fact) {
        return "StorageClass "
                + fact.name()
                + " provisioner="
                + fact.provisioner()
                + (fact.isDefault() ? " (default)" : "");
    }

    private static List<String> warnings(List<StorageClassFacts> facts) {
        var warnings = new ArrayList<String>();
        for (var fact : facts) {
            if (ProvisionerAccessModes.isNfs(fact.provisioner())) {
                warnings.add(
                        "StorageClass "
                                + fact.name()
                                + " provides NFS: an NFS server on RHEL is not recommended for the"
                                + " image registry, other implementations only as tested by their"
                                + " vendor");
            }
        }
        var defaults = facts.stream().filter(StorageClassFacts::isDefault).toList();
        if (defaults.size() > 1) {
            warnings.add(
                    "More than one StorageClass is the default: "
                            + String.join(
                                    ", ", defaults.stream().map(StorageClassFacts::name).toList()));
        }
        return warnings;
    }
}
