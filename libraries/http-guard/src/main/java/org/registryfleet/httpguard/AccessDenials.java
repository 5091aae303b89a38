package org.registryfleet.httpguard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Answers rejected requests with a problem document, logs caller and path, and counts them. */
final class AccessDenials
        implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AccessDenials.class);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final int LONGEST_PATH = 200;

    private final MeterRegistry registry;
    private final HttpSettings settings;

    AccessDenials(MeterRegistry registry, HttpSettings settings) {
        this.settings = settings;
        this.registry = registry;
        // registered at zero, because an alert sees no increase in a series that appears with a
        // value
        for (var reason : AccessDenial.values()) {
            counter(reason);
        }
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        switch (failure) {
            case TokenAuthenticator.WrongTokenException wrong ->
                    refuse(request, response, AccessDenial.WRONG_TOKEN, wrong.getMessage());
            case TokenAuthenticator.IssuerUnreachableException unreachable ->
                    refuse(request, response, AccessDenial.ISSUER, causes(unreachable));
            default -> {
                var reason =
                        !settings.hasLogin()
                                ? AccessDenial.READ_ONLY
                                : request.getHeader("Authorization") == null
                                        ? AccessDenial.NO_TOKEN
                                        : AccessDenial.WRONG_TOKEN;
                refuse(request, response, reason, "");
            }
        }
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        refuse(request, response, AccessDenial.ROLE, "");
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestRejectedException rejected)
            throws IOException {
        refuse(request, response, AccessDenial.REQUEST, "");
    }

    void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDenial reason,
            @Nullable String why)
            throws IOException {
        counter(reason).increment();
        var user = request.getUserPrincipal();
        LOG.warn(
                "refused {} {} from {}, {}: {} {}",
                request.getMethod(),
                printable(request.getRequestURI()),
                request.getRemoteAddr(),
                user == null ? "nobody" : printable(user.getName()),
                reason.label(),
                why);
        if (reason == AccessDenial.NO_TOKEN || reason == AccessDenial.WRONG_TOKEN) {
            challenge(response, reason);
        }
        response.setStatus(reason.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(reason.problem().getBytes(StandardCharsets.UTF_8));
    }

    private Counter counter(AccessDenial reason) {
        return Counter.builder("registryfleet.http.refused")
                .description("Requests that were refused before a service saw them")
                .tag("reason", reason.label())
                .register(registry);
    }

    /** Browsers prompt for credentials only for the Basic challenge. */
    private void challenge(HttpServletResponse response, AccessDenial reason) {
        var error = reason == AccessDenial.WRONG_TOKEN ? ", error=\"invalid_token\"" : "";
        response.addHeader("WWW-Authenticate", "Bearer realm=\"registry-fleet\"" + error);
        if (settings.hasTokens()) {
            response.addHeader(
                    "WWW-Authenticate", "Basic realm=\"registry-fleet\", charset=\"UTF-8\"");
        }
    }

    private static String causes(Throwable failure) {
        var text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(": ").append(cause.getMessage());
        }
        return printable(text.toString());
    }

    private static String printable(String text) {
        var clean = UNPRINTABLE.matcher(text).replaceAll("?");
        return clean.length() > LONGEST_PATH ? clean.substring(0, LONGEST_PATH) + "..." : clean;
    }
}
