package org.registryfleet.httpguard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** A service that trusts an OpenID Connect issuer. */
class IssuerLoginTest {

    private static Issuer issuer;
    private static GuardedService service;

    @BeforeAll
    static void start() throws Exception {
        issuer = new Issuer();
        service = GuardedService.with("--fleet.http.issuer=" + issuer.address());
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void letsInWhomTheIssuerVouchesFor() throws Exception {
        assertThat(get("/api/fleet", issuer.token("viewer"))).isEqualTo(200);
        assertThat(get("/api/alpha/history", issuer.token("viewer"))).isEqualTo(403);
        assertThat(get("/api/alpha/history", issuer.token("viewer", "Auditor"))).isEqualTo(200);
        assertThat(delete(issuer.token("auditor"))).isEqualTo(403);
        assertThat(delete(issuer.token("operator"))).isEqualTo(200);
    }

    @Test
    void givesNothingWithoutAKnownRole() throws Exception {
        assertThat(get("/api/fleet", issuer.token("chief"))).isEqualTo(403);
        assertThat(get("/api/fleet", issuer.token(issuer.claims()))).isEqualTo(403);
        assertThat(get("/api/fleet", issuer.token(issuer.claims().claim("roles", 7))))
                .isEqualTo(403);
    }

    @Test
    void refusesWhatIsExpiredForOthersForgedOrNoToken() throws Exception {
        var hourAgo = Date.from(Instant.now().minus(Duration.ofHours(1)));
        var viewer = List.of("viewer");
        var old = issuer.claims().issueTime(new Date(0)).expirationTime(hourAgo);
        var expired = issuer.token(old.claim("roles", viewer));
        var foreign = issuer.token(issuer.claims().claim("roles", viewer).audience("other"));
        var stranger =
                issuer.token(issuer.claims().claim("roles", viewer).issuer("http://elsewhere"));

        try (var log = new LogLines()) {
            for (var token :
                    List.of(expired, foreign, stranger, issuer.forged("viewer"), "no.jwt.atall")) {
                assertThat(get("/api/fleet", token)).isEqualTo(401);
                assertThat(log.all()).noneMatch(line -> line.contains(token));
            }
            assertThat(log.all())
                    .anyMatch(line -> line.contains("wrong_token") && line.contains("expired"))
                    .anyMatch(line -> line.contains("wrong_token") && line.contains("aud"))
                    .anyMatch(line -> line.contains("wrong_token") && line.contains("iss"));
        }
        assertThat(service.refused("wrong_token", bearer(issuer.token("viewer"))))
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void offersNoLoginByPasswordWithoutAListOfTokens() throws Exception {
        assertThat(service.get("/api/fleet").headers().allValues("WWW-Authenticate"))
                .hasSize(1)
                .allMatch(challenge -> challenge.startsWith("Bearer"));
    }

    @Test
    void findsRolesInsideOfOtherClaims() throws Exception {
        var inside = issuer.claims().claim("realm_access", Map.of("roles", List.of("auditor")));
        try (var other =
                GuardedService.with(
                        "--fleet.http.issuer=" + issuer.address(),
                        "--fleet.http.roles-claim=realm_access.roles")) {
            assertThat(other.get("/api/alpha/history", bearer(issuer.token(inside))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void startsWithoutItsIssuerAndSaysThatItMisses() throws Exception {
        try (var alone = GuardedService.with("--fleet.http.issuer=http://127.0.0.1:9")) {
            assertThat(alone.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(alone.get("/api/fleet", bearer(issuer.token("viewer"))).statusCode())
                    .isEqualTo(503);
        }
    }

    private static int get(String path, String token) throws Exception {
        return service.get(path, bearer(token)).statusCode();
    }

    private static int delete(String token) throws Exception {
        return service.send("DELETE", "/api/alpha", BodyPublishers.noBody(), bearer(token))
                .statusCode();
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
