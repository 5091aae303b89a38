package org.registryfleet.statusreporter.service.web;

import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the REST resources for registrations; requires a {@link RegistrationWriter}. */
@Configuration(proxyBeanMethods = false)
public class RegistrationConfiguration {

    @Bean
    RegistrationEndpoint registrationEndpoint(FleetView view, RegistrationWriter writer) {
        return new RegistrationEndpoint(view, writer);
    }
}
