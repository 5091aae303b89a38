package org.registryfleet.localfleet.closedloop;

import java.util.List;
import java.util.Random;

/** Clusters to begin with. */
public final class Clusters {

    /** With every kind of first storage. */
    public static final List<String> PLATFORMS =
            List.of("VSphere", "BareMetal", "None", "Libvirt", "OpenStack", "AWS", "FutureCloud");

    private static final int MOST_ROUNDS = 20;

    private Clusters() {}

    /** Everybody has done his work, the kubelet too. */
    static void rest(ClosedLoop loop, Random random) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            loop.settle(random);
            long version = loop.api().version();
            Kubelet.work(loop.api());
            if (loop.api().version() == version) {
                loop.api().rights().allIsKnown();
                return;
            }
        }
        throw new AssertionError("the cluster and the stages do not come to rest together");
    }

    /** A new cluster of the platform after its bootstrap. */
    static ClosedLoop bootstrapped(String platform) {
        var loop = ClosedLoop.begin(installed(platform));
        rest(loop, new Random(1));
        return loop;
    }

    /** A new cluster of the platform that no stage has seen yet. */
    public static SmallCluster installed(String platform) {
        var api = new SmallCluster();
        for (var object :
                List.of(
                        "{apiVersion: v1, kind: Namespace, metadata: {name: openshift-image-registry, annotations: {openshift.io/sa.scc.supplemental-groups: 1000160000/10000}}}",
                        "{apiVersion: v1, kind: Namespace, metadata: {name: openshift-config}}",
                        "{apiVersion: v1, kind: Namespace, metadata: {name: openshift-config-managed}}",
                        "{apiVersion: v1, kind: Secret, metadata: {name: pull-secret, namespace: openshift-config}, type: kubernetes.io/dockerconfigjson, data: {.dockerconfigjson: 'hmac:00000000000000000000000000000001'}}",
                        "{apiVersion: config.openshift.io/v1, kind: Image, metadata: {name: cluster}, spec: {}}",
                        "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name: cluster}, spec: {}, status: {platform: %1$s, platformStatus: {type: %1$s}, infrastructureName: i, infrastructureTopology: HighlyAvailable}}"
                                .formatted(platform))) {
            api.apply(Yaml.object(object));
        }
        return api;
    }
}
