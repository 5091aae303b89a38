package org.registryfleet.clusteraccess.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final String TOKEN = "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2lnbmF0dXJl";

    private final Digester digester = Digester.of("0123456789abcdef".getBytes(UTF_8));

    /** Time that grows with the square of a text's length would let this run for hours. */
    @ParameterizedTest
    @ValueSource(strings = {"ab12", "eyJ", "eyJaaaaaaaaaa", "a.b-", "://", "a://", "x:", "@"})
    void takesLongWordsAsQuicklyAsShortOnes(String part) {
        var text = "https://example.org who@example.org " + part.repeat(MEBIBYTE / part.length());

        assertThat(SecretText.redact(text, digester)).hasSizeGreaterThan(MEBIBYTE / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "Bearer %s",
                "Authorization: Bearer %s\nmore",
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

    @ParameterizedTest
    @ValueSource(
            strings = {"http", "git+ssh", "1http", "a-scheme-that-has-more-than-31-characters"})
    void replacesThePasswordInAnAddressOfAnyScheme(String scheme) {
        assertThat(SecretText.redact(scheme + "://me:hush@example.org/", digester))
                .isEqualTo(scheme + "://me:" + digester.digest("hush") + "@example.org/");
    }

    @Test
    void leavesWordsAloneThatOnlyBeginLikeATokenAndKeepsDollars() {
        var text = "eyJaaaaaaaaaaaa.$1 eyJshort.eyJshort eyJbbbbbbbbbbb";

        assertThat(SecretText.redact(text, digester)).isEqualTo(text);
    }
}
