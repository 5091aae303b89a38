package org.registryfleet.statusreporter.service.web;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.stageservice.TopicReader;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.time.InstantSource;

/** Configures the REST interface; requires a {@link FleetView} that is being fed. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FleetView fleetView() {
        return new FleetView();
    }

    /** The clusters as policies select and compare them. */
    @Bean
    FleetMembers fleetMembers() {
        return new FleetMembers();
    }

    @Bean
    FleetEndpoint fleetEndpoint(FleetView view) {
        return new FleetEndpoint(view);
    }

    @Bean
    InventoryEndpoint inventoryEndpoint(FleetView view) {
        return new InventoryEndpoint(view);
    }

    @Bean
    PolicyEndpoint policyEndpoint(
            FleetView view, FleetMembers members, ObjectProvider<TopicReader> readers) {
        return new PolicyEndpoint(
                view, members, () -> readers.stream().allMatch(TopicReader::hasCaughtUp));
    }

    @Bean
    ChangeStream changeStream(FleetView view, ObjectProvider<ChangeStream.Pace> pace) {
        return new ChangeStream(view, pace.getIfAvailable(() -> ChangeStream.Pace.STANDARD));
    }

    @Bean
    ApiDescription apiDescription() throws IOException {
        return new ApiDescription();
    }

    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    @Bean
    FleetMetrics fleetMeters(FleetView view) {
        return new FleetMetrics(view, InstantSource.system());
    }

    /** Independent of Micrometer, whose gauges would have to be registered per cluster. */
    @Bean
    ClusterMetrics clusterMeters(FleetView view, ObjectProvider<PrometheusRegistry> prometheus) {
        var meters = new ClusterMetrics(view);
        prometheus.ifAvailable(registry -> registry.register(meters));
        return meters;
    }
}
