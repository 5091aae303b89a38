package org.registryfleet.stage.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.stage.change.Values.REF;
import static org.registryfleet.stage.change.Values.object;
import static org.registryfleet.stage.change.Values.observed;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

/** Desired, observed and the patch of the field {@code spec}. */
class MergePatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: 1}                    | {a: 1, b: 2}                 |
                    {a: 1}                    | {}                           | {a: 1}
                    {a: 1}                    | {a: 1.0}                     |
                    {a: 1}                    | {a: '1'}                     | {a: 1}
                    {a: x}                    | {a: y}                       | {a: x}
                    {a: true}                 | {a: false}                   | {a: true}
                    {a: {b: 1, c: 2}}         | {a: {b: 1, c: 3}}            | {a: {c: 2}}
                    {a: {b: 1}}               | {a: text}                    | {a: {b: 1}}
                    {a: {b: 1, c: null}}      | {}                           | {a: {b: 1}}
                    {a: null}                 | {a: 1}                       | {a: null}
                    {a: null}                 | {a: {}}                      | {a: null}
                    {a: null}                 | {a: null}                    |
                    {a: null}                 | {}                           |
                    {a: {b: null}}            | {}                           |
                    {a: {b: {c: null}}}       | {a: {}}                      |
                    {a: {b: {c: null}}}       | {a: {b: {c: 1, d: 2}}}       | {a: {b: {c: null}}}
                    {a: {}}                   | {}                           | {a: {}}
                    {a: {}}                   | {a: {b: 1}}                  |
                    {a: []}                   | {}                           |
                    {a: []}                   | {a: [1]}                     | {a: []}
                    {a: [1]}                  | {}                           | {a: [1]}
                    {a: [1, 2]}               | {a: [2, 1]}                  | {a: [1, 2]}
                    {a: [{b: 1}]}             | {a: [{b: 1, c: 2}]}          |
                    {a: [{b: 1}]}             | {a: [{b: 2, c: 2}]}          | {a: [{b: 1}]}
                    {a: [{b: 1}]}             | {a: [{b: 1}, {b: 2}]}        | {a: [{b: 1}]}
                    """)
    void changesWhatTheManifestNames(String desired, String observed, String patch) {
        assertThat(patch(desired, observed)).isEqualTo(expected(patch));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: {b: 1}}               | {a: {b: 1, c: 2}}            | {a: {c: null}}
                    {a: {b: 1}}               | {a: {b: 1}, z: 1}            |
                    {a: {b: {c: 1}}}          | {a: {b: {c: 1, d: 2}}}       | {a: {b: {d: null}}}
                    {a: {b: [{c: 1}]}}        | {a: {b: [{c: 1, d: 2}]}}     | {a: {b: [{c: 1}]}}
                    {a: {}}                   | {a: {b: 1}}                  | {a: {b: null}}
                    {a: {b: 1}}               | {a: {b: 1, c: null}}         |
                    {a: [{b: 1}]}             | {a: [{b: 1, c: 2}]}          | {a: [{b: 1}]}
                    {a: {b: 1}}               | {a: {b: 1, restartPolicy: Always}} |
                    {a: {b: 1}}               | {a: {b: 1, restartPolicy: Never}}  | {a: {restartPolicy: null}}
                    """)
    void removesWhatOthersAddToAPartOfOurOwn(String desired, String observed, String patch) {
        assertThat(patch(desired, observed, "/spec/a")).isEqualTo(expected(patch));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {requests: {cpu: 100m}}      | {requests: {cpu: '0.1'}}     |
                    {requests: {cpu: 2}}         | {requests: {cpu: '2'}}       |
                    {limits: {memory: 1Gi}}      | {limits: {memory: 1024Mi}}   |
                    {limits: {memory: 1G}}       | {limits: {memory: 1Gi}}      | {limits: {memory: 1G}}
                    {sizeLimit: 1Ki}             | {sizeLimit: '1024'}          |
                    {requests: {cpu: 1x}}        | {requests: {cpu: 1y}}        | {requests: {cpu: 1x}}
                    {requests: {cpu: .}}         | {requests: {cpu: 1}}         | {requests: {cpu: .}}
                    {name: 1k}                   | {name: '1000'}               | {name: 1k}
                    """)
    void comparesQuantitiesByValueWhereTheyStand(String desired, String observed, String patch) {
        assertThat(patch(desired, observed)).isEqualTo(expected(patch));
    }

    private static Optional<JsonNode> patch(String desired, String observed, String... exact) {
        var manifest = object("{spec: %s}".formatted(desired));
        return Drift.between(
                        Desired.object(REF, manifest, exact),
                        observed("{spec: %s}".formatted(observed)))
                .map(Change.Patch.class::cast)
                .map(patch -> patch.body().path("spec"));
    }

    private static Optional<JsonNode> expected(String patch) {
        return Optional.ofNullable(patch).map(Values::yaml);
    }
}
