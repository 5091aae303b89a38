package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.clusteraccess.Cluster;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;

import java.time.Duration;
import java.util.Set;

class MessageRedactionTest {
    private static final String SECRET = "first \"line\" of it\nsecond-line-8f2c";

    private final MessageRedaction scrubber = new MessageRedaction(Set.of(SECRET));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid value: first \"line\" of it\nsecond-line-8f2c: too long",
                "Invalid value: \"first \\\"line\\\" of it\\nsecond-line-8f2c\": too long",
                "Invalid value: \"Zmlyc3QgImxpbmUiIG9mIGl0CnNlY29uZC1saW5lLThmMmM=\": not base64",
                "bad line second-line-8f2c in file",
                "Invalid value: \"first \\\"line\\\" of it\\nsecond-li\"..."
            })
    void takesTheValueOutHoweverItIsQuoted(String message) {
        assertThat(scrubber.scrub(rejected(message)))
                .doesNotContain("second-l")
                .doesNotContain("line\\\" of")
                .doesNotContain("Zmlyc3Qg");
    }

    @Test
    void namesTheFieldsWhenItHasToWithholdTheMessage() {
        assertThat(scrubber.scrub(rejected("... second-line-8 ...")))
                .isEqualTo("Invalid: spec.httpSecret FieldValueInvalid (message withheld)");
    }

    @Test
    void leavesOtherMessagesAlone() {
        assertThat(scrubber.scrub(rejected("spec.replicas: Invalid value: -1")))
                .isEqualTo("spec.replicas: Invalid value: -1");
    }

    private static Rejected rejected(String message) {
        var details =
                Cluster.json(
                        "{'causes':[{'field':'spec.httpSecret','reason':'FieldValueInvalid','message':'x'}]}");
        return new Rejected(422, "Invalid", message, Duration.ZERO, details);
    }
}
