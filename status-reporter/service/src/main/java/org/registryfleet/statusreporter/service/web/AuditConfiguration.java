package org.registryfleet.statusreporter.service.web;

import org.registryfleet.httpguard.Role;
import org.registryfleet.httpguard.RoleRule;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;
import java.util.List;

/** Configures the audit endpoints; requires an {@link AuditQueryService}. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    /** Endpoints that read the log itself. */
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
    AuditEndpoint auditEndpoint(FleetView view, AuditQueryService log) {
        return new AuditEndpoint(view, log, InstantSource.system());
    }
}
