package org.registryfleet.statusreporter.web;

import org.registryfleet.statusreporter.fleet.FleetView;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;

/** Questions to the log; needs a {@link LogDesk}. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    AuditEndpoint auditEndpoint(FleetView view, LogDesk log) {
        return new AuditEndpoint(view, log, InstantSource.system());
    }
}
