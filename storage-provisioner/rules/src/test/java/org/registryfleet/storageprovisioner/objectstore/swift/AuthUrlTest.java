package org.registryfleet.storageprovisioner.objectstore.swift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keystone's address, whatever path it stands behind. */
class AuthUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h | http://h/v3",
                "http://h/ | http://h/v3",
                "http://h:5000/v3 | http://h:5000/v3",
                "http://h/v3/ | http://h/v3/",
                "https://h/identity | https://h/identity/v3",
                "https://h/identity/ | https://h/identity/v3",
                "https://h/identity/v3 | https://h/identity/v3"
            })
    void hasItsVersionAtTheEnd(String written, String address) {
        assertThat(AuthUrl.of(written, "3")).isEqualTo(new AuthUrl(address, ""));
    }

    @ParameterizedTest
    @CsvSource({"http://h/v2.0", "http://h/identity/v2.0", "h:5000", "ftp://h/v3"})
    void isRefusedInAnotherVersionOrWithoutAHost(String written) {
        assertThat(AuthUrl.of(written, "3").error()).contains(written);
    }
}
