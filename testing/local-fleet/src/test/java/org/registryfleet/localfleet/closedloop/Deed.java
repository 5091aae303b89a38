package org.registryfleet.localfleet.closedloop;

import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Random;

/** Something that somebody is about to do to a cluster, and what it depends on. */
public record Deed(SmallCluster api, Random random) {

    static final String NAMESPACE = "openshift-image-registry";

    public static final ObjectRef CONFIG =
            ObjectRef.clusterScoped("imageregistry.operator.openshift.io/v1", "Config", "cluster");

    static final ObjectRef PRUNER =
            ObjectRef.clusterScoped(CONFIG.apiVersion(), "ImagePruner", "cluster");

    static final ObjectRef OWN_CLAIM =
            inNamespace("v1", "PersistentVolumeClaim", "image-registry-storage");

    static final ObjectRef USERS_CLAIM = OWN_CLAIM.named("mine");

    static ObjectRef inNamespace(String apiVersion, String kind, String name) {
        return new ObjectRef(apiVersion, kind, NAMESPACE, name);
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
