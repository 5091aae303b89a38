package org.registryfleet.scenarios.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.registryfleet.scenarios.Yaml;
import org.registryfleet.scenarios.format.FormatException;

import java.util.List;

class ScenarioScopeTest {

    private final ScenarioScope scope =
            ScenarioScope.parse(
                    "scope.yaml", Yaml.node("{016-x: needs another CRD, \"4*\": no clouds}"));

    @Test
    void givesTheReasonByNameOrPattern() {
        assertThat(scope.reasonAgainst("016-x")).contains("needs another CRD");
        assertThat(scope.reasonAgainst("400-s3")).contains("no clouds");
        assertThat(scope.reasonAgainst("104-pvc")).isEmpty();
    }

    @Test
    void refusesEntriesThatMatchNothingOrHaveNoReason() {
        assertThatThrownBy(() -> scope.requireUse(List.of("016-x", "104-pvc")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("4*");
        assertThatThrownBy(() -> ScenarioScope.parse("scope.yaml", Yaml.node("{a: ''}")))
                .isInstanceOf(FormatException.class);
    }
}
