package org.registryfleet.objectstorage.swift;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.RestClient;
import org.registryfleet.objectstorage.WantedStorage;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One action on one container (storage specification, section 2.8.5). Container metadata record its
 * owner.
 */
record SwiftContainer(
        RestClient http,
        String cluster,
        Keystone.Login login,
        WantedStorage wanted,
        BooleanSupplier hasTime) {

    private static final String OWNER = "X-Container-Meta-Openshiftclusterid";

    /** Ownership metadata of a container created here. */
    static final String MARK = "X-Container-Meta-Registry-Fleet";

    private static final int PAGE = 50;
    private static final int MISSING = 404;
    private static final int FIRST_REFUSAL = 300;

    /**
     * Whether the account's containers can be listed, which shows that containers can be created.
     */
    boolean isListed() throws IOException {
        var headers = Map.of("X-Auth-Token", login.token(), "Accept", "application/json");
        var answer = http.send(cluster, "GET", URI.create(login.endpoint() + "/"), headers, "");
        return answer.statusCode() < FIRST_REFUSAL;
    }

    ExternalResourceResult provide() throws IOException {
        var found = look();
        if (found.statusCode() == MISSING) {
            return wanted.mayCreate()
                    ? create()
                    : ExternalResults.failed(
                            MISSING,
                            "Storage does not exist",
                            "the container " + wanted.bucket() + " does not exist");
        }
        check(found, "GET", "Unable to check if container exists");
        boolean isOurs = wanted.isCreatedHere() || isOurs(found);
        boolean managed = wanted.isManaged() || (wanted.isManagedIfCreated() && isOurs);
        return new ExternalResourceResult.Done(ExternalResults.there(isOurs, managed));
    }

    /** What the container's headers say; an error response is thrown. */
    HttpResponse<String> facts() throws IOException {
        var found = look();
        check(found, "GET", "Unable to check if container exists");
        return found;
    }

    /**
     * Not HEAD: Swift on eventlet 0.33 frames its 204 as chunked, against RFC 9112, and the client
     * takes that for a broken connection.
     */
    private HttpResponse<String> look() throws IOException {
        return send("GET", "?limit=1", Map.of("Accept", "application/json"));
    }

    private ExternalResourceResult create() throws IOException {
        var owner = wanted.text("owner");
        var marks = Map.of(OWNER, owner, MARK, owner, "X-Container-Meta-Name", wanted.bucket());
        check(send("PUT", "", marks), "PUT", "Creation Failed");
        return new ExternalResourceResult.Done(ExternalResults.there(true, true));
    }

    ExternalResourceResult remove() throws IOException {
        var found = look();
        if (found.statusCode() == MISSING) {
            return ExternalResults.gone();
        }
        check(found, "GET", "Unable to check if container exists");
        if (!wanted.isCreatedHere() && !isOurs(found)) {
            return ExternalResults.notOwned(wanted.bucket(), OWNER + ": " + wanted.text("owner"));
        }
        while (hasTime.getAsBoolean()) {
            var names = names();
            if (names.isEmpty()) {
                unlessMissing(send("DELETE", "", Map.of()), "DELETE");
                return ExternalResults.gone();
            }
            for (var name : names) {
                unlessMissing(send("DELETE", "/" + encoded(name), Map.of()), "DELETE");
            }
        }
        return ExternalResults.unfinished(wanted.bucket());
    }

    private List<String> names() throws IOException {
        var page = send("GET", "?limit=" + PAGE, Map.of("Accept", "text/plain"));
        if (page.statusCode() == MISSING) {
            return List.of();
        }
        check(page, "GET", "Removing Failed");
        return page.body().lines().toList();
    }

    private boolean isOurs(HttpResponse<String> found) {
        var owner = found.headers().firstValue(OWNER).orElse("");
        return !owner.isEmpty() && owner.equals(wanted.text("owner"));
    }

    private void unlessMissing(HttpResponse<String> answer, String method) throws SwiftException {
        if (answer.statusCode() != MISSING) {
            check(answer, method, "Removing Failed");
        }
    }

    private void check(HttpResponse<String> answer, String method, String reason)
            throws SwiftException {
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new SwiftException(
                    answer.statusCode(),
                    reason,
                    "%s of the container %s was answered with %d: %s"
                            .formatted(
                                    method,
                                    wanted.bucket(),
                                    answer.statusCode(),
                                    answer.body().lines().findFirst().orElse("")),
                    RestClient.retryAfter(answer));
        }
    }

    private HttpResponse<String> send(String method, String rest, Map<String, String> more)
            throws IOException {
        var headers = new java.util.LinkedHashMap<>(more);
        headers.put("X-Auth-Token", login.token());
        var address = login.endpoint() + "/" + encoded(wanted.bucket()) + rest;
        return http.send(cluster, method, URI.create(address), headers, "");
    }

    /** URL-encodes a path segment. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
