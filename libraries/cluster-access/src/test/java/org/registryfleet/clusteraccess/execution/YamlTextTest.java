package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s3cret | s3cret",
                "9pqr | 9pqr",
                "123 | \"123\"",
                "1e3 | \"1e3\"",
                "0x1f | \"0x1f\"",
                "yes | \"yes\"",
                "No | \"No\"",
                "null | \"null\"",
                "a: b | \"a: b\"",
                "p\"w | \"p\\\"w\"",
                "c:\\d | \"c:\\\\d\"",
                "`` | \"\"",
            })
    void quotesWhatWouldBeReadAsSomethingElse(String text, String yaml) {
        assertThat(YamlText.of(text)).isEqualTo(yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "123",
                "0755",
                "1_000",
                "1:30",
                ".5",
                "2001-12-14",
                "~",
                "on",
                "s3cret",
                "line\n",
                "two\nlines",
                "tab\there",
                "\u0007bell",
                "@at",
                "%p",
                "a #b",
                "'q'",
                "&x",
                "*x",
                "!x",
                "{a}",
                "[a]",
                "-",
                "- a",
                "? a",
                ": a",
                "<<",
                "=",
                "ümläut",
                "back\\slash",
                "\"quoted\"",
                "end:",
                "1.5e10",
                "0b1",
                "0o7",
                ".inf",
                "NaN"
            })
    void isReadBackAsTheSameText(String text) throws Exception {
        var read = YAML.readTree("value: " + YamlText.of(text)).path("value");

        assertThat(read.isTextual()).isTrue();
        assertThat(read.textValue()).isEqualTo(text);
    }
}
