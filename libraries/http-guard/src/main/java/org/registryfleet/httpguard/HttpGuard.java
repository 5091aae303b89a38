package org.registryfleet.httpguard;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.servlet.DispatcherType;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

import java.util.List;

/**
 * Auto-configures authentication, authorisation and response headers for every service that has
 * this module on its class path.
 */
@AutoConfiguration(
        before = {
            UserDetailsServiceAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            OAuth2ResourceServerWebSecurityAutoConfiguration.class
        })
@EnableConfigurationProperties(HttpSettings.class)
public class HttpGuard {

    private static final String HEALTH = "/actuator/health/**";
    private static final String CONTENT =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    AccessDenials refusals(MeterRegistry registry, HttpSettings settings) {
        return new AccessDenials(registry, settings);
    }

    @Bean
    AuthenticationManager tokenCheck(
            HttpSettings settings, ObjectProvider<JwtDecoder> issuersTokens) {
        var tokens =
                settings.hasTokens() ? StaticTokens.load(settings.tokens()) : StaticTokens.none();
        return new TokenAuthenticator(tokens, issuer(settings, issuersTokens));
    }

    private static @Nullable AuthenticationManager issuer(
            HttpSettings settings, ObjectProvider<JwtDecoder> issuersTokens) {
        if (!settings.hasIssuer()) {
            return null;
        }
        var roles = new JwtAuthenticationConverter();
        roles.setJwtGrantedAuthoritiesConverter(new RoleClaim(settings.rolesClaim()));
        var provider = new JwtAuthenticationProvider(issuersTokens.getObject());
        provider.setJwtAuthenticationConverter(roles);
        return provider::authenticate;
    }

    /** Without a login no page of the internet may get in by a name that it lets point here. */
    @Bean
    HttpFirewall firewall(HttpSettings settings) {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(settings::answersTo);
        return firewall;
    }

    @Bean
    SecurityFilterChain guard(
            HttpSecurity http,
            HttpSettings settings,
            AuthenticationManager tokenCheck,
            AccessDenials refusals,
            List<RoleRule> rules)
            throws Exception {
        // a browser adds the password of a login to requests of foreign pages, too. They can change
        // nothing with it: all that changes is PUT, DELETE, or a POST that has to be JSON, none of
        // which browsers send to another origin without asking it first
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(HttpGuard::strict)
                .addFilterAfter(new BodyLimits(refusals), HeaderWriterFilter.class)
                .authenticationManager(tokenCheck)
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(paths -> allow(paths, settings, rules));
        if (settings.hasLogin()) {
            http.oauth2ResourceServer(
                    server ->
                            server.authenticationManagerResolver(_ -> tokenCheck)
                                    .authenticationEntryPoint(refusals)
                                    .accessDeniedHandler(refusals));
        }
        if (settings.hasTokens()) {
            http.httpBasic(basic -> basic.authenticationEntryPoint(refusals));
        }
        return http.build();
    }

    private static void allow(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths,
            HttpSettings settings,
            List<RoleRule> rules) {
        // the request they belong to has been let in
        paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
        paths.requestMatchers(HttpMethod.GET, HEALTH).permitAll();
        paths.requestMatchers(HttpMethod.HEAD, HEALTH).permitAll();
        for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            if (settings.hasLogin()) {
                for (var rule : rules) {
                    paths.requestMatchers(method, rule.patterns().toArray(String[]::new))
                            .hasRole(rule.role().name());
                }
                paths.requestMatchers(method, "/**").hasRole(Role.VIEWER.name());
            } else {
                paths.requestMatchers(method, "/**").permitAll();
            }
        }
        if (settings.hasLogin()) {
            paths.anyRequest().hasRole(Role.OPERATOR.name());
        } else {
            paths.anyRequest().denyAll();
        }
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(p -> p.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(p -> p.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(
                        (request, response) -> {
                            var path = request.getRequestURI();
                            if (path.startsWith("/api/") || path.startsWith("/actuator/")) {
                                response.setHeader("Cache-Control", "no-store");
                            }
                        });
    }
}
