package org.registryfleet.fleetpolicy.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.view.Observed;

import java.io.IOException;

class DangerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "managementState | 'Managed'  | 'Removed'   | REMOVAL",
                "managementState | 'Removed'  | 'Removed'   | ",
                "managementState | 'Removed'  | 'Managed'   | ",
                "storage | {}                 | {'pvc':{'claim':''}} | ",
                "storage | {}                 | {'emptyDir':{}}      | EPHEMERAL_STORAGE",
                "storage | {'emptyDir':{}}    | {'emptyDir':{}}      | ",
                "storage | {'emptyDir':{}}    | {'pvc':{'claim':''}} | STORAGE_CHANGE",
                "storage | {'managementState':'Managed','pvc':{'claim':'image-registry-storage'}} | {'pvc':{'claim':''}} | ",
                "storage | {'pvc':{'claim':'mine'}} | {'pvc':{'claim':''}}     | STORAGE_CHANGE",
                "storage | {'pvc':{'claim':'mine'}} | {'pvc':{'claim':'mine'}} | ",
                "storage | {'s3':{'bucket':'b','region':'eu'}} | {'s3':{'bucket':'b'}} | ",
                "storage | {'s3':{'bucket':'b'}} | {'s3':{'bucket':'other'}} | STORAGE_CHANGE",
                "replicas | 3 | 0 | "
            })
    void namesWhatAChangeMayCost(String field, String before, String wanted, String danger)
            throws IOException {
        var config =
                JSON.readTree("{\"spec\":{\"%s\":%s}}".formatted(field, before.replace('\'', '"')));
        var observed = new Observed(SpecField.Subject.CONFIG.ref(), "u", "1", config);
        var assigned =
                AssignedField.requested(
                        new SpecField(SpecField.Subject.CONFIG, field),
                        JSON.readTree(wanted.replace('\'', '"')));

        assertThat(Danger.of(assigned, observed).toString())
                .isEqualTo(danger == null ? "[]" : "[" + danger + "]");
    }
}
