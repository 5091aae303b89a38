package org.registryfleet.registrydeployer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.registryfleet.registrydeployer.operand.OperandImages;

class ReleaseCatalogTest {

    private static final OperandImages STANDARD = new OperandImages("r", "p", "o", "4.21.3");
    private static final String OTHER =
            "{\"4.19.8\":{\"registryImage\":\"r8\",\"prunerImage\":\"p8\",\"operatorImage\":\"o8\"}}";

    @Test
    void survivesTheSettingsOfADecision() {
        var releases = ReleaseCatalog.read(STANDARD, OTHER);

        assertThat(releases.others())
                .containsEntry("4.19.8", new OperandImages("r8", "p8", "o8", "4.19.8"));
        assertThat(ReleaseCatalog.text(releases)).isEqualTo(OTHER);
        assertThat(ReleaseCatalog.read(STANDARD, "").others()).isEmpty();
    }

    @Test
    void namesWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ReleaseCatalog.read(STANDARD, "{\"4.19.8\":{\"prunerImage\":\"p\"}}"))
                .withMessageContaining("registryImage for release 4.19.8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseCatalog.read(STANDARD, "4.19.8"))
                .withMessageContaining("RELEASES");
    }
}
