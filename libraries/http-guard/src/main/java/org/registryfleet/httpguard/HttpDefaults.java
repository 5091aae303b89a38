package org.registryfleet.httpguard;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Applies the limits of every service's HTTP server and its bind address: without authentication a
 * server listens on the loopback interface, and refuses to start on any other unless that is
 * configured explicitly.
 */
public final class HttpDefaults implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, Object> LIMITS =
            Map.of(
                    "server.max-http-request-header-size", "16KB",
                    "server.tomcat.max-http-form-post-size", "64KB",
                    "server.tomcat.max-swallow-size", "64KB",
                    "server.tomcat.max-connections", "1000",
                    "server.tomcat.accept-count", "100",
                    "server.tomcat.connection-timeout", "10s",
                    "server.tomcat.keep-alive-timeout", "30s");

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        var settings = HttpSettings.of(environment);
        var defaults = new LinkedHashMap<>(LIMITS);
        defaults.put(
                "management.endpoint.health.show-details",
                settings.hasLogin() ? "when-authorized" : "always");
        if (settings.hasIssuer()) {
            var jwt = "spring.security.oauth2.resourceserver.jwt.";
            defaults.put(jwt + "issuer-uri", settings.issuer());
            defaults.put(jwt + "audiences", settings.audience());
        }
        if (settings.isForLoopback()) {
            refuseOpenDoor(environment);
            defaults.put("server.address", "127.0.0.1");
        }
        environment.getPropertySources().addLast(new MapPropertySource("fleetHttp", defaults));
    }

    /** Runs after the configuration files were loaded. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    private static void refuseOpenDoor(ConfigurableEnvironment environment) {
        Binder.get(environment)
                .bind("server.address", InetAddress.class)
                .ifBound(
                        address -> {
                            if (!address.isLoopbackAddress()) {
                                throw new IllegalStateException(
                                        "settings: server.address is %s and nobody has to log in: configure a login (fleet.http.tokens or fleet.http.issuer), or say fleet.http.anonymous=everywhere if something else guards the port"
                                                .formatted(address.getHostAddress()));
                            }
                        });
    }
}
