package org.registryfleet.statusreporter.decision;

import org.registryfleet.stage.view.ObjectRef;

import java.util.Set;

/** The objects that the statuses are about. */
final class ReportedObjects {

    static final String NAMESPACE = "openshift-image-registry";

    static final ObjectRef CONFIG =
            ObjectRef.clusterScoped("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    static final ObjectRef PRUNER =
            ObjectRef.clusterScoped(
                    "imageregistry.operator.openshift.io/v1", "ImagePruner", "cluster");
    static final ObjectRef OPERATOR =
            ObjectRef.clusterScoped("config.openshift.io/v1", "ClusterOperator", "image-registry");
    static final ObjectRef CLUSTER_VERSION =
            ObjectRef.clusterScoped("config.openshift.io/v1", "ClusterVersion", "version");
    static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", NAMESPACE, "image-registry");
    static final ObjectRef NODE_CA = new ObjectRef("apps/v1", "DaemonSet", NAMESPACE, "node-ca");
    static final ObjectRef CRON_JOB =
            new ObjectRef("batch/v1", "CronJob", NAMESPACE, "image-pruner");

    /** Created by early releases; only deleted now. */
    static final ObjectRef AZURE_PATH_FIX =
            new ObjectRef("batch/v1", "Job", NAMESPACE, "azure-path-fix");

    private static final Set<ObjectRef> SINGLE =
            Set.of(CONFIG, PRUNER, OPERATOR, CLUSTER_VERSION, DEPLOYMENT, NODE_CA, CRON_JOB);
    private static final Set<String> KINDS = Set.of("Job", "Route", "PersistentVolumeClaim");

    /** Of the daemon there is a pod on every node, and none says more than its DaemonSet. */
    private static final Set<String> KINDS_BUT_NODE_CA = Set.of("Pod", "Event");

    private ReportedObjects() {}

    static boolean contains(ObjectRef ref) {
        return SINGLE.contains(ref)
                || (ref.namespace().equals(NAMESPACE)
                        && (KINDS.contains(ref.kind())
                                || (KINDS_BUT_NODE_CA.contains(ref.kind())
                                        && !ref.name().startsWith(NODE_CA.name()))));
    }
}
