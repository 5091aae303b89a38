package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** Valid and invalid edits of a user. Each carries itself out and says what it was. */
final class UserEdits {

    private static final String IN_NAMESPACE = "namespace: " + Deed.NAMESPACE;

    /** Each is a whole storage section: what is not in it is taken away. */
    private static final List<String> STORAGES =
            List.of(
                    "{emptyDir: {}}",
                    "{emptyDir: {}, managementState: Managed}",
                    "{pvc: {claim: ''}}",
                    "{pvc: {}}",
                    "{pvc: {claim: mine}}",
                    "{pvc: {claim: mine}, managementState: Managed}",
                    "{pvc: {claim: image-registry-storage}, managementState: Unmanaged}",
                    "{pvc: {claim: missing}}",
                    "{pvc: {claim: ''}, emptyDir: {}}",
                    "{s3: {bucket: b, region: r}}",
                    "{oss: {}}",
                    "{somethingNew: {}}",
                    "{managementState: Managed}",
                    "{}");

    /** Between which a storage can change hands. */
    private static final List<String> OWNERS =
            List.of(
                    "{emptyDir: {}}",
                    "{pvc: {claim: ''}}",
                    "{pvc: {claim: ''}}",
                    "{pvc: {claim: ''}, managementState: Unmanaged}",
                    "{pvc: {claim: mine}}",
                    "{pvc: {claim: mine}, managementState: Managed}",
                    "{pvc: {claim: image-registry-storage}}",
                    "{pvc: {claim: image-registry-storage}, managementState: Managed}",
                    "{pvc: {claim: image-registry-storage}, managementState: Unmanaged}");

    private static final List<String> SPECS =
            List.of(
                    "{managementState: Managed}",
                    "{managementState: Managed}",
                    "{managementState: Removed}",
                    "{managementState: Unmanaged}",
                    "{managementState: Force}",
                    "{managementState: Nonsense}",
                    "{replicas: 0}",
                    "{replicas: 1}",
                    "{replicas: 2}",
                    "{replicas: 3}",
                    "{replicas: -1}",
                    "{replicas: 1, rolloutStrategy: Recreate}",
                    "{rolloutStrategy: RollingUpdate}",
                    "{rolloutStrategy: ''}",
                    "{defaultRoute: true}",
                    "{defaultRoute: false}",
                    "{routes: [{name: extra, hostname: extra.example.com, secretName: cert}]}",
                    "{routes: [{name: extra, hostname: a.example.com}, {name: extra, hostname: b.example.com}]}",
                    "{routes: null}",
                    "{proxy: {http: 'http://p:1', https: 'http://p:2', noProxy: x}}",
                    "{proxy: null}",
                    "{logLevel: Trace}",
                    "{logLevel: Nonsense}",
                    "{requests: {read: {maxRunning: 3, maxInQueue: 2}}}",
                    "{requests: {write: {maxRunning: -3}}}",
                    "{requests: null}",
                    "{readOnly: true}",
                    "{readOnly: false, disableRedirect: true}",
                    "{httpSecret: ''}",
                    "{nodeSelector: {a: b}}",
                    "{nodeSelector: null}",
                    "{tolerations: [{operator: Exists}]}",
                    "{resources: {requests: {cpu: 200m, memory: 1Gi}}}",
                    "{unsupportedConfigOverrides: {deployment: {annotations: {a: b}}}}",
                    "{unsupportedConfigOverrides: {deployment: 3}}",
                    "{unsupportedConfigOverrides: null}",
                    "{storage: {managementState: Managed}}",
                    "{storage: {managementState: Unmanaged}}");

    private static final List<String> STATES =
            List.of(
                    "{managementState: Managed}",
                    "{managementState: Managed}",
                    "{managementState: Removed}",
                    "{managementState: Removed}",
                    "{managementState: Unmanaged}",
                    "{storage: {managementState: Managed}}",
                    "{storage: {managementState: Unmanaged}}",
                    "{replicas: 1, rolloutStrategy: Recreate}",
                    "{replicas: 2, rolloutStrategy: RollingUpdate}");

    private static final List<String> CLAIMS =
            List.of(
                    claim("mine", "ReadWriteMany"),
                    claim("mine", "ReadWriteOnce"),
                    claim("image-registry-storage", "ReadWriteMany"),
                    claim("image-registry-storage", "ReadWriteOnce"));

    private static final List<String> OTHERS =
            List.of(
                    "{apiVersion: v1, kind: Secret, metadata: {name: cert, %s}, data: {tls.crt: 'hmac:00000000000000000000000000000003', tls.key: 'hmac:00000000000000000000000000000004'}}"
                            .formatted(IN_NAMESPACE),
                    "{apiVersion: v1, kind: Secret, metadata: {name: image-registry-private-configuration-user, %s}, data: {REGISTRY_STORAGE_S3_ACCESSKEY: 'hmac:00000000000000000000000000000005', REGISTRY_STORAGE_S3_SECRETKEY: 'hmac:00000000000000000000000000000006'}}"
                            .formatted(IN_NAMESPACE),
                    "{apiVersion: v1, kind: Secret, metadata: {name: pull-secret, namespace: openshift-config}, type: kubernetes.io/dockerconfigjson, data: {.dockerconfigjson: 'hmac:00000000000000000000000000000002'}}",
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: cas, namespace: openshift-config}, data: {a.example.com: CERT}}",
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: cas, namespace: openshift-config}, data: {b.example.com..5000: OTHER}}",
                    "{apiVersion: config.openshift.io/v1, kind: Image, metadata: {name: cluster}, spec: {additionalTrustedCA: {name: cas}}}",
                    "{apiVersion: config.openshift.io/v1, kind: Image, metadata: {name: cluster}, spec: {additionalTrustedCA: {name: nowhere}, externalRegistryHostnames: [r.example.com]}}",
                    "{apiVersion: config.openshift.io/v1, kind: Proxy, metadata: {name: cluster}, spec: {httpProxy: 'http://c:1'}, status: {httpProxy: 'http://c:1', noProxy: n}}",
                    "{apiVersion: config.openshift.io/v1, kind: APIServer, metadata: {name: cluster}, spec: {tlsSecurityProfile: {type: Modern, modern: {}}}}",
                    "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: thin, annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}, provisioner: kubernetes.io/vsphere-volume}",
                    "{apiVersion: v1, kind: Node, metadata: {name: n1, labels: {node-role.kubernetes.io/worker: ''}}}",
                    "{apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: elsewhere, %s}, spec: {host: elsewhere.example.com, to: {kind: Service, name: image-registry}}}"
                            .formatted(IN_NAMESPACE),
                    "{apiVersion: v1, kind: Secret, metadata: {name: unrelated, %s}, data: {}}"
                            .formatted(IN_NAMESPACE));

    private static final List<String> OWN =
            List.of(
                    "mine",
                    "cert",
                    "pull-secret",
                    "cas",
                    "unrelated",
                    "thin",
                    "elsewhere",
                    "image-registry-storage");

    private UserEdits() {}

    static String setAnyStorage(Deed deed) {
        return setStorage(deed, deed.one(STORAGES));
    }

    static String changeOwner(Deed deed) {
        return setStorage(deed, deed.one(OWNERS));
    }

    static String setStorage(Deed deed, String text) {
        var storage = Yaml.object(text);
        deed.api()
                .find(Deed.CONFIG)
                .ifPresent(
                        config ->
                                config.spec().path("storage").properties().stream()
                                        .map(member -> member.getKey())
                                        .filter(member -> !storage.has(member))
                                        .forEach(storage::putNull));
        var patch = Yaml.object("{spec: {}}");
        patch.withObject("/spec").set("storage", storage);
        deed.api().patch(Deed.CONFIG, patch);
        return "the Config's storage becomes " + text;
    }

    static String setAnySpec(Deed deed) {
        return setSpec(deed, deed.one(SPECS));
    }

    static String setState(Deed deed) {
        return setSpec(deed, deed.one(STATES));
    }

    static String setSpec(Deed deed, String text) {
        var patch = Yaml.object("{}");
        patch.set("spec", Yaml.object(text));
        deed.api().patch(Deed.CONFIG, patch);
        return "the Config gets " + text;
    }

    static String applyAny(Deed deed) {
        return deed.random().nextInt(4) == 0 ? makeClaim(deed) : apply(deed, deed.one(OTHERS));
    }

    /** A claim's access modes cannot be changed, and a claim of ours is not a user's to replace. */
    static String makeClaim(Deed deed) {
        return makeClaim(deed, deed.one(CLAIMS));
    }

    static String makeUsersClaim(Deed deed) {
        return makeClaim(deed, CLAIMS.getFirst());
    }

    private static String makeClaim(Deed deed, String claim) {
        return deed.api().find(SmallCluster.ref(Yaml.object(claim))).isPresent()
                ? "nothing: there is a claim already"
                : apply(deed, claim);
    }

    /** A user deletes something of his own, or the claim that we have made. */
    static String deleteOwn(Deed deed) {
        var name = deed.one(OWN);
        deed.api().refs().stream()
                .filter(ref -> ref.name().equals(name))
                .findFirst()
                .ifPresent(deed.api()::delete);
        return "the user deletes " + name;
    }

    static String deleteClaim(Deed deed) {
        var ref = deed.one(List.of(Deed.OWN_CLAIM, Deed.USERS_CLAIM));
        deed.api().delete(ref);
        return "the user deletes " + ref;
    }

    static String deleteConfig(Deed deed) {
        deed.api().delete(Deed.CONFIG);
        return "the user deletes the Config";
    }

    /** The annotation that makes a claim ours goes: it is the user's from now on. */
    static String takeOverClaim(Deed deed) {
        deed.api().handOver(Deed.OWN_CLAIM);
        return "the user takes " + Deed.OWN_CLAIM + " over";
    }

    static String editPruner(Deed deed) {
        return switch (deed.random().nextInt(4)) {
            case 0 -> {
                deed.api().delete(Deed.PRUNER);
                yield "the user deletes the ImagePruner";
            }
            case 1 -> editPruner(deed, "{suspend: true}");
            case 2 -> editPruner(deed, "{schedule: nonsense}");
            default -> editPruner(deed, "{schedule: '0 0 * * *', suspend: false}");
        };
    }

    private static String editPruner(Deed deed, String spec) {
        var patch = Yaml.object("{}");
        patch.set("spec", Yaml.object(spec));
        deed.api().patch(Deed.PRUNER, patch);
        return "the ImagePruner gets " + spec;
    }

    private static String apply(Deed deed, String text) {
        deed.api().apply(Yaml.object(text));
        return "the user applies " + text;
    }

    private static String claim(String name, String mode) {
        return "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: %s, %s}, spec: {accessModes: [%s], resources: {requests: {storage: 100Gi}}}}"
                .formatted(name, IN_NAMESPACE, mode);
    }

    /** Everything that can be wrong with a Config but its storage. */
    static ObjectNode soundSpec() {
        return Yaml.object(
                "{routes: null, requests: null, unsupportedConfigOverrides: null, logLevel: Normal}");
    }
}
