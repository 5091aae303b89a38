package org.registryfleet.httpguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A service with a list of tokens. */
class TokenLoginTest {

    private static final String VIEWER = "viewer-token-of-enough-bytes";
    private static final String AUDITOR = "auditor-token-of-enough-bytes";
    private static final String OPERATOR = "operator-token-of-enough-bytes";

    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir static Path folder;
    private static GuardedService service;

    @BeforeAll
    static void start() throws Exception {
        var list = folder.resolve("tokens");
        Files.writeString(
                list,
                """
                # role name token
                viewer wall %s
                auditor eve %s

                operator otto %s
                """
                        .formatted(VIEWER, AUDITOR, OPERATOR));
        service = GuardedService.with("--fleet.http.tokens=file:" + list);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    GET,    /api/fleet,                 401, 200, 200, 200
                    GET,    /api/alpha/history,         401, 403, 200, 200
                    HEAD,   /api/alpha/history,         401, 403, 200, 200
                    GET,    /api/alpha/history/,        401, 404, 404, 404
                    GET,    /actuator/prometheus,       401, 200, 200, 200
                    DELETE, /api/alpha,                 401, 403, 403, 200
                    OPTIONS, /api/fleet,                401, 403, 403, 200
                    GET,    /,                          401, 404, 404, 404
                    GET,    /actuator/health,           200, 200, 200, 200
                    GET,    /actuator/health/readiness, 200, 200, 200, 200
                    DELETE, /actuator/health,           401, 403, 403, 405
                    """)
    void givesEveryRoleItsOwn(
            String method, String path, int nobody, int viewer, int auditor, int operator)
            throws Exception {
        assertThat(status(method, path)).isEqualTo(nobody);
        assertThat(status(method, path, bearer(VIEWER))).isEqualTo(viewer);
        assertThat(status(method, path, bearer(AUDITOR))).isEqualTo(auditor);
        assertThat(status(method, path, bearer(OPERATOR))).isEqualTo(operator);
    }

    @Test
    void refusesLogsAndCountsWhoHasNoTokenAWrongOneOrTooSmallARole() throws Exception {
        var wrong = "wrong-token-that-nobody-knows";
        try (var log = new LogLines()) {
            service.get("/api/fleet");
            service.get("/api/fleet", bearer(wrong));
            service.send("DELETE", "/api/alpha", BodyPublishers.noBody(), bearer(VIEWER));

            assertThat(log.all())
                    .anyMatch(l -> l.contains("refused GET /api/fleet") && l.contains("no_token"))
                    .anyMatch(
                            l -> l.contains("refused GET /api/fleet") && l.contains("wrong_token"))
                    .anyMatch(
                            l ->
                                    l.contains("refused DELETE /api/alpha")
                                            && l.contains("wall: role"))
                    .noneMatch(l -> l.contains(wrong) || l.contains(VIEWER));
        }
        for (var reason : new String[] {"no_token", "wrong_token", "role"}) {
            assertThat(service.refused(reason, bearer(VIEWER))).as(reason).isPositive();
        }
    }

    @Test
    void tellsABrowserToAskItsUser() throws Exception {
        var answer = service.get("/api/fleet");

        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .anyMatch(challenge -> challenge.startsWith("Bearer"))
                .anyMatch(challenge -> challenge.startsWith("Basic"));
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(status("GET", "/api/fleet", basic("whoever", VIEWER))).isEqualTo(200);
        assertThat(status("GET", "/api/fleet", basic("wall", "wrong-token-of-enough-bytes")))
                .isEqualTo(401);
    }

    @Test
    void doesNotTakeATokenFromTheAddress() throws Exception {
        assertThat(status("GET", "/api/fleet?access_token=" + VIEWER)).isEqualTo(401);
    }

    @Test
    void tellsOnlyWhoLogsInHowItsPartsAre() throws Exception {
        assertThat(service.get("/actuator/health").body()).doesNotContain("diskSpace");
        assertThat(service.get("/actuator/health", bearer(VIEWER)).body()).contains("diskSpace");
    }

    @Test
    void limitsBodies() throws Exception {
        var large = BodyPublishers.ofString("x".repeat(70_000));
        var chunked =
                BodyPublishers.fromPublisher(BodyPublishers.ofString("of some length or other"));

        assertThat(put(BodyPublishers.ofString("x".repeat(60_000)))).isEqualTo(200);
        assertThat(put(large)).isEqualTo(413);
        assertThat(put(chunked)).isEqualTo(411);
    }

    @Test
    void answersBeyondLoopback() throws Exception {
        var list = folder.resolve("tokens");
        try (var open =
                GuardedService.with(
                        "--server.address=0.0.0.0", "--fleet.http.tokens=file:" + list)) {
            assertThat(open.get("/api/fleet").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void namesTheLinesThatItDoesNotUnderstandWithoutShowingThem() {
        assertThatThrownBy(
                        () ->
                                StaticTokens.parse(
                                        "file:tokens",
                                        "viewer a too-short\n\nchief b a-token-of-enough-bytes\n"))
                .hasMessageContaining("line 1 is not understood, line 3 is not understood")
                .hasMessageNotContainingAny("too-short", "a-token-of-enough-bytes");
        assertThatThrownBy(() -> StaticTokens.parse("file:tokens", "# nobody\n"))
                .hasMessageContaining("there is no token");
        assertThatThrownBy(() -> StaticTokens.load("a-token-of-enough-bytes"))
                .hasMessageNotContaining("a-token-of-enough-bytes");
        assertThatThrownBy(() -> StaticTokens.load("file:" + folder.resolve("absent")))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void knowsATokenByItsDigest() {
        var tokens = StaticTokens.parse("test", "viewer abc sha256:" + ABC);

        assertThat(tokens.find("abc").map(StaticToken::name)).contains("abc");
        assertThat(tokens.find("sha256:" + ABC)).isEmpty();
    }

    private static int put(java.net.http.HttpRequest.BodyPublisher body) throws Exception {
        return service.send("PUT", "/api/alpha", body, bearer(OPERATOR)).statusCode();
    }

    private static int status(String method, String path, String... headers) throws Exception {
        return service.send(method, path, BodyPublishers.noBody(), headers).statusCode();
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static String[] basic(String name, String password) {
        var both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
    }
}
