package org.registryfleet.regfleet.procedure;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.platformdetector.volume.StorageClassFacts;
import org.registryfleet.platformdetector.volume.StorageClasses;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cluster as far as a procedure cares.
 *
 * @param objects the Config, the claims of the registry's namespace, storage classes and nodes
 */
public record ProcedureTarget(Snapshot objects) {

    public static final ObjectRef CONFIG =
            ObjectRef.clusterScoped("imageregistry.operator.openshift.io/v1", "Config", "cluster");

    static final String NAMESPACE = "openshift-image-registry";
    static final String OWN_CLAIM = "image-registry-storage";
    static final String SHARED = "ReadWriteMany";
    private static final String OWNER = "imageregistry.openshift.io";

    static ObjectRef claimRef(String name) {
        return new ObjectRef("v1", "PersistentVolumeClaim", NAMESPACE, name);
    }

    Optional<Observed> config() {
        return objects.find(CONFIG);
    }

    Optional<Observed> claim(String name) {
        return objects.find(claimRef(name));
    }

    static boolean isOurs(Observed claim) {
        return claim.annotation(OWNER).isPresent();
    }

    static List<String> accessModes(Observed claim) {
        var modes = new ArrayList<String>();
        claim.spec().path("accessModes").forEach(mode -> modes.add(mode.asText()));
        return modes;
    }

    Optional<StorageClassFacts> defaultClass() {
        return StorageClasses.of(objects).facts().stream()
                .filter(StorageClassFacts::isDefault)
                .findFirst();
    }

    /** A class whose volumes several nodes can use. */
    Optional<StorageClassFacts> sharedClass() {
        return StorageClasses.of(objects).facts().stream()
                .filter(one -> one.accessModes().contains(SHARED))
                .findFirst();
    }

    /** What has to be said about the class of a claim: file servers that are not recommended. */
    List<String> warnings(String storageClass) {
        return StorageClasses.of(objects).warnings().stream()
                .filter(warning -> warning.startsWith("StorageClass " + storageClass + " "))
                .toList();
    }

    boolean isSingleNode() {
        return objects.ofKind("Node").count() == 1;
    }

    /** The storage that the Config names: a word for people, empty when there is none. */
    static String storageKind(JsonNode storage) {
        if (storage.has("pvc")) {
            var claim = storage.at("/pvc/claim").asText("");
            return "claim " + (claim.isEmpty() ? OWN_CLAIM : claim);
        }
        for (var member : storage.properties()) {
            if (!member.getKey().equals("managementState")) {
                return member.getKey();
            }
        }
        return "";
    }
}
