package org.registryfleet.stageservice;

import org.registryfleet.schemas.KafkaAccess;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Passes the Kafka client file's settings to the Spring Cloud Stream binders, which create their
 * own clients from properties.
 */
final class BinderProperties {

    private static final String STREAM = "spring.cloud.stream.kafka.";

    private BinderProperties() {}

    static void addTo(ConfigurableEnvironment environment) {
        var file = environment.getProperty("fleet.kafka.client-file", "");
        if (!file.isBlank()) {
            var address = environment.getRequiredProperty("fleet.kafka.bootstrap-servers");
            var settings = properties(KafkaAccess.of(address, Path.of(file)).file());
            environment.getPropertySources().addFirst(new MapPropertySource("log", settings));
        }
    }

    private static Map<String, Object> properties(Map<String, String> client) {
        var properties = new HashMap<String, Object>();
        client.forEach(
                (key, value) -> {
                    // a password may look like one of Spring's references
                    var plain = value.replace("${", "\\${");
                    properties.put(STREAM + "binder.configuration[" + key + "]", plain);
                    properties.put(STREAM + "streams.binder.configuration[" + key + "]", plain);
                });
        return properties;
    }
}
