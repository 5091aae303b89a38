package org.registryfleet.statusreporter.service.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Serves the OpenAPI description, as YAML and as JSON. */
@RestController
@RequestMapping("/api")
final class ApiDescription {

    private final String yaml;
    private final String json;

    ApiDescription() throws IOException {
        yaml = new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8);
        json = new ObjectMapper(new YAMLFactory()).readTree(yaml).toString();
    }

    @GetMapping(path = "/openapi.yaml", produces = "application/yaml")
    String asYaml() {
        return yaml;
    }

    @GetMapping(path = "/openapi.json", produces = "application/json")
    String asJson() {
        return json;
    }
}
