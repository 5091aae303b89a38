package org.registryfleet.stage.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.stage.change.Values.REF;
import static org.registryfleet.stage.change.Values.object;
import static org.registryfleet.stage.change.Values.observed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

/** Desired, observed and the patch of the field {@code spec}. */
class MergePatchTest {

    /** The examples of RFC 7396 whose target and patch are objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: b}        | {a: c}                  | {a: c}
                    {a: b}        | {b: c}                  | {a: b, b: c}
                    {a: b}        | {a: null}               | {}
                    {a: b, b: c}  | {a: null}               | {b: c}
                    {a: [b]}      | {a: c}                  | {a: c}
                    {a: c}        | {a: [b]}                | {a: [b]}
                    {a: {b: c}}   | {a: {b: d, c: null}}    | {a: {b: d}}
                    {a: [{b: c}]} | {a: [1]}                | {a: [1]}
                    {e: null}     | {a: 1}                  | {e: null, a: 1}
                    {}            | {a: {bb: {ccc: null}}}  | {a: {bb: {}}}
                    """)
    void carriesOutPatchesAsTheRfcSays(String target, String patch, String result) {
        ObjectNode patched = object(target).deepCopy();

        MergePatch.apply(patched, object(patch));

        assertThat(patched).isEqualTo(object(result));
    }

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
