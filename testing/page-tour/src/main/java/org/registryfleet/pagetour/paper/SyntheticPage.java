package org.registryfleet.pagetour.paper;

import org.registryfleet.statusreporter.service.fleet.FleetEvent;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.SourceSummary;
import org.registryfleet.statusreporter.service.web.WebConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.net.URI;
import java.util.Map;

/** Serves the page of a paper fleet on a free port. */
public final class SyntheticPage implements AutoCloseable {

    private final ConfigurableApplicationContext service;
    private final FleetView view;

    private SyntheticPage(ConfigurableApplicationContext service) {
        this.service = service;
        this.view = service.getBean(FleetView.class);
    }

    /** The status-reporter without log and stage. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(WebConfiguration.class)
    static class Service {}

    /** With so many clusters. */
    public static SyntheticPage start(int clusters) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        var service =
                new SpringApplicationBuilder(Service.class)
                        .properties(
                                Map.of(
                                        "server.port", "0",
                                        "server.address", "127.0.0.1",
                                        "server.compression.enabled", "true",
                                        "spring.threads.virtual.enabled", "true",
                                        "spring.main.banner-mode", "off",
                                        "spring.jmx.enabled", "false",
                                        "management.endpoints.web.exposure.include", "prometheus"))
                        .run();
        var page = new SyntheticPage(service);
        SyntheticPageCluster.fleet(clusters)
                .forEach(cluster -> cluster.events().forEach(page::tell));
        return page;
    }

    public URI address() {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Lets something happen in the fleet. */
    public void tell(FleetEvent event) {
        view.accept(event);
    }

    /** Lets the inventory report a source. */
    public void report(SourceSummary source) {
        view.report(source);
    }

    @Override
    public void close() {
        service.close();
    }
}
