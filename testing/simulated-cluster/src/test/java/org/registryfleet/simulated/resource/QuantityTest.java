package org.registryfleet.simulated.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "100m, 100m",
        "0.5, 500m",
        "1000m, 1",
        "1024Mi, 1Gi",
        "1.5Gi, 1536Mi",
        "100Gi, 100Gi",
        "1e3, 1k",
        "1000k, 1M",
        "512, 512",
        "0, 0",
        "0Gi, 0",
        "-1, -1",
        "1Ki, 1Ki",
        "1000Ki, 1000Ki",
        "0.0000000001, 1n"
    })
    void hasOneNotation(String text, String canonical) {
        assertThat(Quantity.parse(text).orElseThrow().canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1 Gi", "1gb", "--1", "1Kii", "e3"})
    void isNotEveryText(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }
}
