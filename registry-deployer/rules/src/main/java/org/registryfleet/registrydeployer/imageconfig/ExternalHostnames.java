package org.registryfleet.registrydeployer.imageconfig;

import static org.registryfleet.registrydeployer.operand.OperandObjects.NAMESPACE;
import static org.registryfleet.registrydeployer.operand.OperandObjects.OWNER_ANNOTATION;

import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The host names of our Routes as admitted by routers (status specification, section 2.10). */
final class ExternalHostnames {

    private static final String DEFAULT_ROUTE = "default-route-" + NAMESPACE;

    private ExternalHostnames() {}

    /** The default route's host, then all others in ascending order. */
    static List<String> of(Snapshot objects) {
        var others = new TreeSet<String>();
        var defaults = new ArrayList<String>();
        objects.ofKind("Route")
                .filter(ExternalHostnames::isOurs)
                .flatMap(route -> route.at("/status/ingress").valueStream())
                .map(ingress -> ingress.path("host").asText(""))
                .filter(host -> !host.isEmpty())
                .forEach(host -> (host.startsWith(DEFAULT_ROUTE) ? defaults : others).add(host));
        var hosts = new ArrayList<String>();
        if (!defaults.isEmpty()) {
            hosts.add(defaults.getLast());
        }
        hosts.addAll(others);
        return List.copyOf(hosts);
    }

    private static boolean isOurs(Observed route) {
        return route.ref().namespace().equals(NAMESPACE)
                && route.content().at("/metadata/annotations").has(OWNER_ANNOTATION);
    }
}
