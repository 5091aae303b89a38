package org.registryfleet.statusreporter.web;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.registryfleet.statusreporter.fleet.FleetView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.time.InstantSource;

/** The read side of the service; needs a {@link FleetView} that somebody feeds. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FleetView fleetView() {
        return new FleetView();
    }

    @Bean
    FleetEndpoint fleetEndpoint(FleetView view) {
        return new FleetEndpoint(view);
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
    FleetMeters fleetMeters(FleetView view) {
        return new FleetMeters(view, InstantSource.system());
    }

    /** Beside Micrometer, whose gauges would have to be registered for every cluster. */
    @Bean
    ClusterMeters clusterMeters(FleetView view, ObjectProvider<PrometheusRegistry> prometheus) {
        var meters = new ClusterMeters(view);
        prometheus.ifAvailable(registry -> registry.register(meters));
        return meters;
    }
}
