package org.registryfleet.statusreporter.web;

import org.registryfleet.statusreporter.fleet.FleetView;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators may change over REST; needs a {@link RegistrationDesk}. */
@Configuration(proxyBeanMethods = false)
public class RegistrationConfiguration {

    @Bean
    RegistrationEndpoint registrationEndpoint(FleetView view, RegistrationDesk desk) {
        return new RegistrationEndpoint(view, desk);
    }
}
