package org.registryfleet.statusreporter.service.web;

import org.registryfleet.stageservice.TopicReader;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;

/** Configures the REST resources that decide about sources; requires an {@link InventoryWriter}. */
@Configuration(proxyBeanMethods = false)
public class InventoryConfiguration {

    @Bean
    InventoryCommandEndpoint inventoryCommandEndpoint(
            FleetView view, InventoryWriter writer, ObjectProvider<TopicReader> readers) {
        return new InventoryCommandEndpoint(
                view,
                writer,
                InstantSource.system(),
                () -> readers.stream().allMatch(TopicReader::hasCaughtUp));
    }
}
