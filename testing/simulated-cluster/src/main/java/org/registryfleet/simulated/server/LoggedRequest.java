package org.registryfleet.simulated.server;

import java.time.Instant;

/**
 * One answered request.
 *
 * @param code the HTTP status code; 0 when there was no answer
 * @param effective whether the request changed the cluster
 */
public record LoggedRequest(Instant time, ApiCall call, int code, boolean effective) {}
