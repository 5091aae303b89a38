package org.registryfleet.registrydeployer.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.registrydeployer.operand.OperandApplyError;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The desired Routes and the obsolete ones. A Route is obsolete when it is labelled as ours and no
 * longer desired.
 */
public final class Routes {

    private static final Manifest ROUTE = Manifest.read("registry/route");
    private static final String DEFAULT_ROUTE = "default-route";

    /** The TLS fields of a Route and the keys of the Secret they are read from. */
    private static final List<Map.Entry<String, String>> TLS_KEYS =
            List.of(
                    Map.entry("certificate", "tls.crt"),
                    Map.entry("key", "tls.key"),
                    Map.entry("caCertificate", "tls.cacrt"));

    private Routes() {}

    /** The Routes of the Config. One whose Secret is missing is left unchanged and reported. */
    public static PartPlan plan(OperandInputs inputs) {
        var spec = inputs.configSpec();
        var wanted = new LinkedHashSet<String>();
        var plan = PartPlan.nothing();
        if (spec.path("defaultRoute").asBoolean(false)) {
            wanted.add(DEFAULT_ROUTE);
            // its host is assigned by the cluster, or was set by a user
            plan = plan.and(PartPlan.of(plain(DEFAULT_ROUTE, "")));
        }
        for (var route : spec.path("routes")) {
            wanted.add(route.path("name").asText());
            plan = plan.and(extra(route, inputs.objects()));
        }
        return plan.and(PartPlan.of(absent(inputs.objects(), wanted)));
    }

    /** Deletes every Route of ours. */
    public static PartPlan none(Snapshot objects) {
        return PartPlan.of(absent(objects, Set.of()));
    }

    private static List<Desired> absent(Snapshot objects, Set<String> wanted) {
        var obsolete = new ArrayList<Desired>();
        objects.ofKind("Route")
                .filter(route -> route.ref().namespace().equals(OperandObjects.NAMESPACE))
                .filter(Routes::isOurs)
                .filter(route -> !wanted.contains(route.ref().name()))
                .forEach(route -> obsolete.add(Desired.absent(route.ref())));
        return obsolete;
    }

    private static boolean isOurs(Observed route) {
        return route.annotation(OperandObjects.OWNER_ANNOTATION).isPresent();
    }

    private static PartPlan extra(JsonNode route, Snapshot objects) {
        var name = route.path("name").asText();
        var hostname = route.path("hostname").asText("");
        var secretName = route.path("secretName").asText("");
        if (secretName.isEmpty()) {
            return PartPlan.of(plain(name, hostname));
        }
        return objects.find(OperandObjects.secret(secretName))
                .map(secret -> PartPlan.of(withCertificate(name, hostname, secret)))
                .orElseGet(() -> missingSecret(OperandObjects.route(name), secretName, objects));
    }

    private static PartPlan missingSecret(ObjectRef route, String secret, Snapshot objects) {
        var cause = "secret \"" + secret + "\" not found";
        return PartPlan.nothing().withProblem(OperandApplyError.applying(route, objects, cause));
    }

    private static Desired plain(String name, String hostname) {
        return desired(name, manifest(name, hostname), List.of());
    }

    private static Desired withCertificate(String name, String hostname, Observed secret) {
        var manifest = manifest(name, hostname);
        var tls = manifest.withObject("/spec/tls");
        var values = new ArrayList<SecretValue>();
        for (var entry : TLS_KEYS) {
            var digest = secret.content().path("data").path(entry.getValue());
            if (digest.isTextual() && !digest.textValue().isEmpty()) {
                tls.set(entry.getKey(), digest);
                values.add(
                        SecretValue.copied(
                                "/spec/tls/" + entry.getKey(),
                                secret.ref(),
                                "/data/" + Digests.escaped(entry.getValue())));
            }
        }
        return desired(name, manifest, values);
    }

    private static ObjectNode manifest(String name, String hostname) {
        var manifest = ROUTE.copy();
        manifest.withObject("/metadata").put("name", name);
        if (!hostname.isEmpty()) {
            manifest.withObject("/spec").put("host", hostname);
        }
        return manifest;
    }

    private static Desired desired(String name, ObjectNode manifest, List<SecretValue> values) {
        return Desired.object(
                OperandObjects.route(name), manifest, values, "/spec/to", "/spec/tls");
    }
}
