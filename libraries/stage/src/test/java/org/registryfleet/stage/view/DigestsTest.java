package org.registryfleet.stage.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestsTest {

    private static final String OLD = "0".repeat(32);
    private static final String NEW = "1".repeat(32);

    @Test
    void takesADigestForTheSameUnderOldAndNewKey() {
        var before = "http://hmac:" + OLD + "@proxy:3128";
        var meanwhile = "http://hmac:" + NEW + "~" + OLD + "@proxy:3128";
        var after = "http://hmac:" + NEW + "@proxy:3128";

        assertThat(Digests.same(before, meanwhile)).isTrue();
        assertThat(Digests.same(meanwhile, after)).isTrue();
        assertThat(Digests.same(before, after)).isFalse();
        assertThat(Digests.same(meanwhile, after.replace("proxy", "other"))).isFalse();
        assertThat(Digests.forms(meanwhile)).containsExactly(after, before);
        assertThat(Digests.forms(before)).containsExactly(before);
    }

    @Test
    void tellsDigestsFromOtherText() {
        assertThat(Digests.isDigest("hmac:" + NEW + "~" + OLD)).isTrue();
        assertThat(Digests.isDigest("x hmac:" + NEW)).isFalse();
        assertThat(Digests.isRedacted("x hmac:" + NEW)).isTrue();
        assertThat(Digests.isRedacted("hmac:123")).isFalse();
    }
}
