package org.registryfleet.statusreporter.web;

import org.registryfleet.httpguard.Role;
import org.registryfleet.httpguard.RoleRule;
import org.registryfleet.statusreporter.fleet.FleetView;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;
import java.util.List;

/** Questions to the log; needs a {@link LogDesk}. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    /** Everything that is read from the log itself. */
    @Bean
    RoleRule auditPaths() {
        return new RoleRule(
                Role.AUDITOR,
                List.of(
                        "/api/clusters/*/history",
                        "/api/clusters/*/explain",
                        "/api/clusters/*/at"));
    }

    @Bean
    AuditEndpoint auditEndpoint(FleetView view, LogDesk log) {
        return new AuditEndpoint(view, log, InstantSource.system());
    }
}
