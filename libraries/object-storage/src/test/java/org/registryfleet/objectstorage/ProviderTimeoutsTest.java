package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ProviderTimeoutsTest {

    @Test
    void giveSwiftMoreThanAMinuteForAnAnswer() {
        assertThat(ProviderTimeouts.STANDARD.ofSwift().attempt())
                .isGreaterThan(Duration.ofMinutes(1));
        assertThat(ProviderTimeouts.STANDARD.attempt()).isLessThan(Duration.ofSeconds(10));
    }
}
