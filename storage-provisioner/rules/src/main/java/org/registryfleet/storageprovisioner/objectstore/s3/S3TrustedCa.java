package org.registryfleet.storageprovisioner.objectstore.s3;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.CaConfigMap;

/**
 * The CA certificates that authenticate the endpoint.
 *
 * @param bundle may be empty
 * @param withSystem whether the bundle is added to the system CAs
 * @param error the error; empty if there is none
 */
record S3TrustedCa(CaConfigMap bundle, boolean withSystem, String error) {

    private static final String CONFIG = "openshift-config";
    private static final String USER_KEY = "ca-bundle.crt";
    private static final String CLOUD_KEY = "ca-bundle.pem";
    private static final ObjectRef CLOUD =
            new ObjectRef("v1", "ConfigMap", "openshift-config-managed", "kube-cloud-config");

    /** The user's bundle replaces the system CAs. */
    static S3TrustedCa of(String trustedCa, Snapshot objects) {
        if (trustedCa.isEmpty()) {
            var bundle =
                    objects.find(CLOUD)
                            .map(map -> map.at("/data").path(CLOUD_KEY).asText(""))
                            .orElse("");
            return new S3TrustedCa(new CaConfigMap(CLOUD, CLOUD_KEY, bundle), true, "");
        }
        var ref = new ObjectRef("v1", "ConfigMap", CONFIG, trustedCa);
        var map = objects.find(ref);
        if (map.isEmpty()) {
            return failed(
                    "failed to get trusted CA \"%s\": configmap \"%s\" not found"
                            .formatted(trustedCa, trustedCa));
        }
        var data = map.get().at("/data");
        return data.has(USER_KEY)
                ? new S3TrustedCa(
                        new CaConfigMap(ref, USER_KEY, data.path(USER_KEY).asText()), false, "")
                : failed(
                        "trusted CA config map \"%s\" does not contain required key \"%s\""
                                .formatted(trustedCa, USER_KEY));
    }

    /** The user's bundle may have any name. */
    static boolean concerns(ObjectRef ref) {
        return ref.equals(CLOUD)
                || (ref.kind().equals("ConfigMap") && ref.namespace().equals(CONFIG));
    }

    private static S3TrustedCa failed(String why) {
        return new S3TrustedCa(
                new CaConfigMap(CLOUD, CLOUD_KEY, ""), false, "unable to get S3 CA bundle: " + why);
    }
}
