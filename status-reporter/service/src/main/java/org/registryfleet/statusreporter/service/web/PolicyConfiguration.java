package org.registryfleet.statusreporter.service.web;

import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.stageservice.TopicReader;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;

/** Configures the REST resources that change policies; requires a {@link PolicyWriter}. */
@Configuration(proxyBeanMethods = false)
public class PolicyConfiguration {

    @Bean
    PolicyCommandEndpoint policyCommandEndpoint(
            FleetView view,
            FleetMembers members,
            PolicyWriter writer,
            ObjectProvider<TopicReader> readers) {
        return new PolicyCommandEndpoint(
                view,
                members,
                writer,
                InstantSource.system(),
                () -> readers.stream().allMatch(TopicReader::hasCaughtUp));
    }
}
