package org.registryfleet.stageservice;

import org.registryfleet.stage.runtime.StageDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the Spring application of a stage. */
public final class StageService {

    private StageService() {}

    /**
     * An application that runs the stage.
     *
     * @param name of the service; its settings are in {@code <name>.yaml}
     * @param sources further configuration of the service
     */
    public static SpringApplicationBuilder of(
            String name, StageDefinition<?> definition, Class<?>... sources) {
        return new SpringApplicationBuilder(StageConfiguration.class)
                .sources(sources)
                .properties(properties(name, definition))
                .initializers(
                        context -> BinderProperties.addTo(context.getEnvironment()),
                        context ->
                                ((GenericApplicationContext) context)
                                        .registerBean(
                                                "stageDefinition",
                                                StageDefinition.class,
                                                () -> definition));
    }

    private static Map<String, Object> properties(String name, StageDefinition<?> definition) {
        var actions = definition.actionsTopic();
        var properties = new LinkedHashMap<String, Object>();
        properties.put("spring.application.name", name);
        properties.put("spring.config.name", name);
        properties.put("spring.config.import", "classpath:stage-service.yaml");
        properties.put("fleet.stage.name", definition.stage().name());
        properties.put("fleet.stage.inputs", String.join(",", definition.inputs()));
        properties.put("fleet.stage.actions", actions == null ? "none" : actions);
        properties.put("fleet.effects", String.valueOf(actions != null));
        properties.put(
                "spring.cloud.function.definition", actions == null ? "stage" : "stage;actions");
        return properties;
    }
}
