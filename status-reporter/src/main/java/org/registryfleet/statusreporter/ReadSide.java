package org.registryfleet.statusreporter;

import org.registryfleet.schemas.Events;
import org.registryfleet.statusreporter.fleet.FleetView;
import org.registryfleet.statusreporter.kafka.FleetFeed;
import org.registryfleet.statusreporter.stream.FleetIntake;
import org.registryfleet.statusreporter.web.WebConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What people ask: the read model, its feed and the REST interface. */
@Configuration(proxyBeanMethods = false)
@Import(WebConfiguration.class)
class ReadSide {

    @Bean
    FleetFeed fleetFeed(
            @Value("${fleet.kafka.bootstrap-servers}") String bootstrapServers,
            FleetView view,
            Events events) {
        return new FleetFeed(bootstrapServers, new FleetIntake(view), events);
    }
}
