package org.registryfleet.registrydeployer.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.registrydeployer.fixture.Cluster;

class PruneRetentionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                        | 60m
                    {keepYoungerThan: 10000000000}                            | 10s
                    {keepYoungerThan: 0}                                      | 0s
                    {keepYoungerThan: 7200000000000}                          | 2h0m0s
                    {keepYoungerThan: 1500000000}                             | 1.5s
                    {keepYoungerThan: -90000000000}                           | -1m30s
                    {keepYoungerThan: 9223372036854775807}                    | 2562047h47m16.854775807s
                    {keepYoungerThan: null}                                   | 60m
                    {keepYoungerThanDuration: 1h}                             | 1h0m0s
                    {keepYoungerThanDuration: 2h30m}                          | 2h30m0s
                    {keepYoungerThanDuration: 90s}                            | 1m30s
                    {keepYoungerThanDuration: 1.5h}                           | 1h30m0s
                    {keepYoungerThanDuration: .5s}                            | 500ms
                    {keepYoungerThanDuration: 1500us}                         | 1.5ms
                    {keepYoungerThanDuration: 7ns}                            | 7ns
                    {keepYoungerThanDuration: 1µs500ns}                       | 1.5µs
                    {keepYoungerThanDuration: '0'}                            | 0s
                    {keepYoungerThanDuration: -1m}                            | -1m0s
                    {keepYoungerThanDuration: 100h}                           | 100h0m0s
                    {keepYoungerThanDuration: 10s, keepYoungerThan: 3600000000000} | 10s
                    {keepYoungerThanDuration: null, keepYoungerThan: 10000000000}  | 10s
                    """)
    void writesDurationsAsGoDoes(String pruner, String expected) {
        assertThat(PruneRetention.of(Cluster.yaml(pruner))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 h", "1d", "h", "1h-3m", "--1h", ".s", "9999999999h"})
    void refusesWhatGoCannotRead(String text) {
        var pruner = Cluster.yaml("{keepYoungerThanDuration: '%s'}".formatted(text));

        assertThat(PruneRetention.of(pruner)).isEmpty();
    }
}
