package org.registryfleet.registrydeployer.operand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.Set;

class RolloutChecksumsTest {

    private static final ObjectRef REF = OperandObjects.TRUSTED_CA;
    private static final String OLD = "0".repeat(32);
    private static final String NEW = "1".repeat(32);
    private static final String OTHER = "2".repeat(32);

    private RolloutChecksums contents = RolloutChecksums.none();

    @Test
    void countsTheSameVersionForWhatItDidHoweverItIsShown() {
        var before = seen("5", "in clear");

        assertThat(seen("5", "hmac:" + OLD)).isEqualTo(before);
        assertThat(seen("6", "hmac:" + OLD)).isEqualTo(before);
        assertThat(seen("7", "hmac:" + OTHER)).isNotEqualTo(before);
    }

    @Test
    void countsTheSameContentForWhatItDidUnderOldAndNewKey() {
        var before = seen("5", "hmac:" + OLD);

        assertThat(seen("6", "hmac:" + NEW + "~" + OLD)).isEqualTo(before);
        assertThat(contents.digest(REF, content("hmac:" + OLD))).isEqualTo(before);
        assertThat(seen("7", "hmac:" + NEW)).isEqualTo(before);
        assertThat(contents.digest(REF, content("hmac:" + NEW + "~" + OLD))).isEqualTo(before);
        assertThat(seen("8", "hmac:" + OTHER)).isNotEqualTo(before);
    }

    @Test
    void countsContentThatIsNewWhileAKeyIsReplacedForTheSameAfterwards() {
        seen("5", "hmac:" + OLD);
        var changed = seen("6", "hmac:" + OTHER + "~" + NEW);

        assertThat(seen("7", "hmac:" + OTHER)).isEqualTo(changed);
    }

    @Test
    void remembersAnObjectThatIsGone() {
        var before = seen("5", "in clear");
        seen("5", "hmac:" + OLD);
        contents = contents.after(Snapshot.empty(), Set.of(REF));

        assertThat(seen("9", "hmac:" + OLD)).isEqualTo(before);
    }

    private String seen(String version, String value) {
        var content = content(value);
        var snapshot = Snapshot.of(Set.of(new Observed(REF, "u", version, content)));
        contents = contents.after(snapshot, Set.of(REF));
        return contents.digest(REF, content);
    }

    private static ObjectNode content(String value) {
        var content = JsonNodeFactory.instance.objectNode();
        content.putObject("data").put("ca-bundle.crt", value);
        return content;
    }
}
