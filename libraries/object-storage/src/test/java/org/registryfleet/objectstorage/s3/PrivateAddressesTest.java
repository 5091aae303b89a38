package org.registryfleet.objectstorage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.net.ConnectException;
import java.net.UnknownHostException;

/** Which stores are hidden in a network of their own, and which are down. */
class PrivateAddressesTest {

    private static final SdkClientException REFUSED = failure(new ConnectException("refused"));

    @Test
    void hideWhatHasNoNameHere() {
        var unknown = failure(new UnknownHostException("store.corp.example"));

        assertThat(PrivateAddresses.hide("https://store.corp.example", unknown)).isTrue();
    }

    @Test
    void hideWhatDoesNotAnswerAtAPrivateAddress() {
        assertThat(PrivateAddresses.hide("https://10.1.2.3:9000", REFUSED)).isTrue();
        assertThat(PrivateAddresses.hide("https://192.168.7.1", REFUSED)).isTrue();
    }

    @Test
    void doNotHideWhatIsDownOrAnswers() {
        assertThat(PrivateAddresses.hide("http://127.0.0.1:9", REFUSED)).isFalse();
        assertThat(
                        PrivateAddresses.hide(
                                "https://10.1.2.3", S3Exception.builder().statusCode(500).build()))
                .isFalse();
    }

    private static SdkClientException failure(Exception cause) {
        return SdkClientException.create("Unable to execute HTTP request", cause);
    }
}
