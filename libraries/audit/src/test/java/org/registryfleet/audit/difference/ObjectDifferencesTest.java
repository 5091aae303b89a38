package org.registryfleet.audit.difference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectDifferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":1}                                | {"a":2}                                | a 1 2
                    {"a":{"b":"x"}}                        | {"a":{"b":"y"}}                        | a.b "x" "y"
                    {}                                     | {"a":{"b":1}}                          | a null {"b":1}
                    {"a":1}                                | {}                                     | a 1 null
                    {"a":[1,2]}                            | {"a":[1]}                              | a[1] 2 null
                    {"c":[{"type":"A","status":"True"}]}   | {"c":[{"type":"A","status":"False"}]}  | c[A].status "True" "False"
                    {"c":[{"name":"x"},{"name":"y"}]}      | {"c":[{"name":"y"}]}                   | c[x] {"name":"x"} null
                    """)
    void namesTheFieldAndBothSides(String before, String after, String expected) {
        assertThat(ObjectDifferences.between(json(before), json(after)))
                .singleElement()
                .extracting(c -> c.path() + " " + c.before() + " " + c.after())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":1}                                | {"a":1.0}
                    {"a":null}                             | {}
                    {"c":[{"name":"x"},{"name":"y"}]}      | {"c":[{"name":"y"},{"name":"x"}]}
                    {"metadata":{"resourceVersion":"1"}}   | {"metadata":{"resourceVersion":"2"}}
                    """)
    void findsNothingWhereNothingDiffers(String before, String after) {
        assertThat(ObjectDifferences.between(json(before), json(after))).isEmpty();
    }

    @Test
    void listsThePartsOfAPatch() {
        assertThat(
                        JsonLeaves.of(
                                json(
                                        "{\"spec\":{\"a\":{\"b\":1}},\"status\":{\"conditions\":[{\"type\":\"A\",\"status\":\"True\"}]}}")))
                .extracting(leaf -> leaf.path() + "=" + leaf.after())
                .containsExactly("spec.a.b=1", "status.conditions[A]=\"True\"");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
