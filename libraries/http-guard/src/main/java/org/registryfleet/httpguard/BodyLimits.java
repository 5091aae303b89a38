package org.registryfleet.httpguard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;

/** Rejects request bodies that are too large or do not declare their length. */
final class BodyLimits extends OncePerRequestFilter {

    private static final long LARGEST_BODY = 64 * 1024;

    private final AccessDenials refusals;

    BodyLimits(AccessDenials refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader("Transfer-Encoding") != null) {
            refusals.refuse(request, response, AccessDenial.LENGTH, "");
        } else if (request.getContentLengthLong() > LARGEST_BODY) {
            refusals.refuse(request, response, AccessDenial.SIZE, "");
        } else {
            chain.doFilter(request, response);
        }
    }
}
