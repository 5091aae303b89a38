package org.registryfleet.clusterobjects.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;

class SecretTextTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final String TOKEN = "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2lnbmF0dXJl";

    private final Digester digester = Digester.of("0123456789abcdef".getBytes(UTF_8));

    /** Quadratic time would let this run for hours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab12", "eyJ", "eyJaaaaaaaaaa", "a.b-", "://", "a://", "x:", "@", "@sha256:",
                        "token",
                "token ", "token:", "token=a\n", "token:\n", "token: \"", "\"token\": \"\"", "--",
                        "\\", "\n", "\n ",
                "bearer ", "Ab1", "auth\\", "token=%22", "token: |\n", "-----BEGIN"
            })
    void takesLongWordsAsQuicklyAsShortOnes(String part) {
        var text = "https://example.org who@example.org " + part.repeat(MEBIBYTE / part.length());

        assertThat(SecretText.redact(text, digester)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "Bearer %s",
                "x%s",
                "eyJaaaaaaaaaaaa %s",
                "eyJaaaaaaaaaaaa.no,%s",
                "%s,%1$s"
            })
    void replacesTokensWhereverTheyStand(String around) {
        var text = around.formatted(TOKEN);

        var redacted = SecretText.redact(text, digester);

        assertThat(redacted)
                .isEqualTo(text.replace(TOKEN, digester.digest(TOKEN)))
                .doesNotContain("c2lnbmF0dXJl");
    }

    /** Everything before the last {@code @} goes, whatever the standard says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://svc@corp.example:%s@proxy:3128",
                "http://svc:a@%s@proxy:3128",
                "http://svc:a/%s#b?c%%d@proxy:3128",
                "1http://%s@proxy:3128",
                "a-scheme-that-has-more-than-31-characters://me:%s@proxy:3128/path",
                "cannot reach git+ssh://me:%s@proxy:3128 just now",
                "svc:%s@proxy:3128",
                "--proxy=svc:%s@proxy:3128",
                "{\"proxy\":\"svc:%s@proxy:3128\"}"
            })
    void hidesCredentialsOfAddresses(String template) {
        var redacted = SecretText.redact(template.formatted("hush"), digester);

        assertThat(redacted).doesNotContain("hush").contains("@proxy:3128");
        assertThat(SecretText.redact(redacted, digester)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: correct horse %s",
                "password = \"my secret %s\"",
                "password: |\n  first\n  %s\nuser: me",
                "password: >-\n\n    %s\n",
                "password:\n  %s",
                "  password:\n  - %s",
                "password: several\n  words %s",
                "passphrase: some words, %s",
                "token=abc;%s",
                "pwd=%s",
                "DB_PWD: '%s'",
                "it: {password: 'it''s %s'}",
                "connectionString: Server=x;Pass=%s",
                "{\"password\":\"a\\\"%s\"}",
                "config: '{\"db\":{\"password\":\"%s\"}}'",
                "{\"config\":\"{\\\"password\\\":\\\"%s\\\"}\"}",
                "{\"config\":\"{\\\\\\\"password\\\\\\\":\\\\\\\"%s\\\\\\\"}\"}",
                "q?password%%3D%s",
                "%%22password%%22%%3A%%22%s%%22",
                "<password>%s</password>",
                "mysql --password=%s",
                "mysql --password %s now",
                "{\"auths\":{\"quay.io\":{\"auth\":\"%s\"}}}",
                "Authorization: Basic %s",
                "curl -H 'Authorization: Bearer %s'",
                "sent bearer %s1 to it",
                "aws_secret_access_key = %s",
                "AccountName=a;AccountKey=%s;EndpointSuffix=b",
                "https://a.blob/c?sv=1&sig=%s",
                "secrets['api-key'] := \"%s\"",
                "PASSWORD=\"a\"%s"
            })
    void hidesWhatIsAssignedToASecretName(String template) {
        var redacted = SecretText.redact(template.formatted("hush7F3A9hush"), digester);

        assertThat(redacted).doesNotContain("hush").contains("hmac:");
        var encoded =
                Base64.getEncoder().encodeToString(template.formatted("hush7F3A9").getBytes(UTF_8));
        assertThat(SecretText.redact("see " + encoded, digester)).doesNotContain(encoded);
    }

    @Test
    void masksOnceWhatPassesTwice() {
        var masked = SecretText.masked("cannot log in: password: hunter2 at svc:hush@host");

        assertThat(masked).isEqualTo("cannot log in: password: ***");
        assertThat(SecretText.masked(masked)).isEqualTo(masked);
        assertThat(SecretText.redact("Unable to sync: " + masked + ", later", digester))
                .isEqualTo("Unable to sync: " + masked + ", later");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret \"openshift-image-registry/installer-cloud-credentials\" not found",
                "secrets \"a\" is forbidden: User \"b\" cannot get resource",
                "quay.io:5000/openshift/registry@sha256:0123456789abcdef0123456789abcdef",
                "failed to update object *v1.Secret, Namespace=a, Name=b: it is gone",
                "/var/run/secrets/openshift/serviceaccount/token",
                "--token-auth-file=/etc/tokens --tls-private-key-file /etc/key",
                "unable to get cluster minted credentials: secret \"a\" not found",
                "unable to get cluster minted credentials \"a/b-credentials\": secret \"a\" not found",
                "failed to create object *v1.Secret, Namespace=a, Name=pull-secrets: it is invalid",
                "Post \"http://keystone.test/v3/auth/tokens\": connection refused",
                "options:\n  privatekey: /etc/docker/cloudfront/private.pem\n  keypairid: KP",
                "Basic authentication is not enabled",
                "registry.example.com:5000"
            })
    void leavesAloneWhatIsNoSecret(String text) {
        assertThat(SecretText.redact(text, digester)).isEqualTo(text);
    }

    @Test
    void leavesWordsAloneThatOnlyBeginLikeATokenAndKeepsDollars() {
        var text = "eyJaaaaaaaaaaaa.$1 eyJshort.eyJshort eyJbbbbbbbbbbb";

        assertThat(SecretText.redact(text, digester)).isEqualTo(text);
    }
}
