package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Valid and invalid edits of a user, of other controllers, and accidents with the operand. */
final class RandomEdits {

    private static final ObjectRef CONFIG =
            ObjectRef.clusterScoped("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    private static final ObjectRef OWN_CLAIM =
            new ObjectRef(
                    "v1",
                    "PersistentVolumeClaim",
                    "openshift-image-registry",
                    "image-registry-storage");
    private static final String IN_NAMESPACE = "namespace: openshift-image-registry";

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

    private static final List<ObjectNode> VALID_STORAGES =
            parsed(List.of("{emptyDir: {}}", "{pvc: {claim: ''}}", "{pvc: {claim: mine}}"));

    private static final String VALID_SPEC =
            "{spec: {routes: null, requests: null, unsupportedConfigOverrides: null, logLevel: Normal}}";

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

    private static final List<String> OBJECTS =
            List.of(
                    claim("mine", "ReadWriteMany"),
                    claim("mine", "ReadWriteOnce"),
                    claim("image-registry-storage", "ReadWriteMany"),
                    claim("image-registry-storage", "ReadWriteOnce"),
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
                    "{apiVersion: v1, kind: Secret, metadata: {name: unrelated, %s}, data: {}}"
                            .formatted(IN_NAMESPACE));

    private final List<ObjectNode> storages = parsed(STORAGES);
    private final List<ObjectNode> specs = parsed(SPECS);
    private final List<ObjectNode> objects = parsed(OBJECTS);
    private final List<Consumer<Deed>> deeds =
            List.of(
                    this::setStorage,
                    this::setStorage,
                    this::setSpec,
                    this::setSpec,
                    this::setSpec,
                    this::applyObject,
                    this::applyObject,
                    RandomEdits::deleteObject,
                    RandomEdits::deleteAny,
                    RandomEdits::damage,
                    RandomEdits::prune,
                    deed -> deed.api().delete(CONFIG),
                    deed -> Kubelet.work(deed.api()));

    private record Deed(SmallCluster api, Random random) {
        <T> T one(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }

    /** One edit. */
    void edit(SmallCluster api, Random random) {
        var deed = new Deed(api, random);
        deed.one(deeds).accept(deed);
    }

    /** Ends whatever is invalid or leaves the operand to itself. */
    void repair(SmallCluster api, Random random) {
        var deed = new Deed(api, random);
        if (api.find(
                        new ObjectRef(
                                "v1", "PersistentVolumeClaim", "openshift-image-registry", "mine"))
                .isEmpty()) {
            api.apply(objects.getFirst());
        }
        var storage = deed.one(VALID_STORAGES);
        // a claim of that name that is not ours is an error that stays
        setStorage(deed, api.isOfUser(OWN_CLAIM) ? VALID_STORAGES.getFirst() : storage);
        var patch = Yaml.object(VALID_SPEC);
        patch.withObject("/spec")
                .put("managementState", random.nextInt(3) == 0 ? "Removed" : "Managed");
        patch.withObject("/spec").put("replicas", random.nextInt(2));
        patch.withObject("/spec").put("rolloutStrategy", "Recreate");
        api.patch(CONFIG, patch);
    }

    private static String claim(String name, String mode) {
        return "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: %s, %s}, spec: {accessModes: [%s], resources: {requests: {storage: 100Gi}}}}"
                .formatted(name, IN_NAMESPACE, mode);
    }

    private static List<ObjectNode> parsed(List<String> texts) {
        return texts.stream().map(Yaml::object).toList();
    }

    private void setStorage(Deed deed) {
        setStorage(deed, deed.one(storages));
    }

    private static void setStorage(Deed deed, ObjectNode wanted) {
        var storage = wanted.deepCopy();
        deed.api()
                .find(CONFIG)
                .ifPresent(
                        config ->
                                config.spec().path("storage").properties().stream()
                                        .map(member -> member.getKey())
                                        .filter(member -> !storage.has(member))
                                        .forEach(storage::putNull));
        var patch = Yaml.object("{spec: {}}");
        patch.withObject("/spec").set("storage", storage);
        deed.api().patch(CONFIG, patch);
    }

    private void setSpec(Deed deed) {
        var patch = Yaml.object("{}");
        patch.set("spec", deed.one(specs).deepCopy());
        deed.api().patch(CONFIG, patch);
    }

    private void applyObject(Deed deed) {
        var object = deed.one(objects);
        var ref = SmallCluster.ref(object);
        // a claim's access modes cannot be changed, and a claim of ours is not a user's to replace
        if (!ref.kind().equals("PersistentVolumeClaim") || deed.api().find(ref).isEmpty()) {
            deed.api().apply(object);
        }
    }

    /** A user deletes something of his own. */
    private static void deleteObject(Deed deed) {
        var own =
                Stream.of(
                                "mine",
                                "cert",
                                "pull-secret",
                                "cas",
                                "unrelated",
                                "thin",
                                "image-registry-storage")
                        .toList();
        var name = deed.one(own);
        deed.api().refs().stream()
                .filter(ref -> ref.name().equals(name))
                .findFirst()
                .ifPresent(deed.api()::delete);
    }

    /** Somebody deletes an object of the operand. */
    private static void deleteAny(Deed deed) {
        var operand = deed.api().refs().stream().filter(RandomEdits::isOperand).toList();
        if (!operand.isEmpty()) {
            deed.api().delete(deed.one(operand));
        }
    }

    private static boolean isOperand(ObjectRef ref) {
        return switch (ref.kind()) {
            case "Service",
                    "Deployment",
                    "ServiceAccount",
                    "ClusterRole",
                    "ClusterRoleBinding",
                    "Role",
                    "RoleBinding",
                    "DaemonSet",
                    "CronJob",
                    "PodDisruptionBudget",
                    "NetworkPolicy",
                    "Route",
                    "ClusterOperator" ->
                    true;
            default -> false;
        };
    }

    /** Somebody changes a field of the operand that is not his. */
    private static void damage(Deed deed) {
        var namespace = "openshift-image-registry";
        switch (deed.random().nextInt(5)) {
            case 0 ->
                    deed.api()
                            .patch(
                                    new ObjectRef("v1", "Service", namespace, "image-registry"),
                                    Yaml.object("{spec: {ports: [{name: x, port: 1}]}}"));
            case 1 ->
                    deed.api()
                            .patch(
                                    new ObjectRef(
                                            "apps/v1", "Deployment", namespace, "image-registry"),
                                    Yaml.object("{spec: {replicas: 7}}"));
            case 2 ->
                    deed.api()
                            .patch(
                                    ObjectRef.clusterScoped(
                                            "rbac.authorization.k8s.io/v1",
                                            "ClusterRole",
                                            "system:registry"),
                                    Yaml.object("{rules: []}"));
            case 3 ->
                    deed.api()
                            .patch(
                                    new ObjectRef(
                                            "v1", "Secret", namespace, "installation-pull-secrets"),
                                    Yaml.object(
                                            "{data: {.dockerconfigjson: 'hmac:99999999999999999999999999999999'}}"));
            default ->
                    deed.api()
                            .patch(
                                    ObjectRef.clusterScoped(
                                            "config.openshift.io/v1",
                                            "ClusterOperator",
                                            "image-registry"),
                                    Yaml.object("{status: {conditions: []}}"));
        }
    }

    private static void prune(Deed deed) {
        var pruner = ObjectRef.clusterScoped(CONFIG.apiVersion(), "ImagePruner", "cluster");
        switch (deed.random().nextInt(4)) {
            case 0 -> deed.api().delete(pruner);
            case 1 -> deed.api().patch(pruner, Yaml.object("{spec: {suspend: true}}"));
            case 2 -> deed.api().patch(pruner, Yaml.object("{spec: {schedule: nonsense}}"));
            default ->
                    deed.api()
                            .patch(
                                    pruner,
                                    Yaml.object("{spec: {schedule: '0 0 * * *', suspend: false}}"));
        }
    }
}
