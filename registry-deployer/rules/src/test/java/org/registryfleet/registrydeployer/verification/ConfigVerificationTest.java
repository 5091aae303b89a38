package org.registryfleet.registrydeployer.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigVerificationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{replicas: 0} | ''",
                "{replicas: -1} | replicas must be greater than or equal to 0",
                "{replicas: 1, routes: [{name: a}, {name: b}]} | ''",
                "{replicas: 1, routes: [{name: a}, {name: a}]} | duplication of names has been"
                        + " detected in the additional routes",
                "{replicas: 1, routes: [{name: default-route}]} | duplication of names has been"
                        + " detected in the additional routes",
            })
    void findsFaults(String spec, String fault) throws JsonProcessingException {
        var problem = ConfigVerification.problem(new YAMLMapper().readTree(spec)).orElse("");

        assertThat(problem)
                .isEqualTo(fault.isEmpty() ? "" : "unable to complete resource: " + fault);
    }
}
