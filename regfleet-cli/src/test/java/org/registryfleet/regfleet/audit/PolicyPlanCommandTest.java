package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plans over the recorded fleet. */
class PolicyPlanCommandTest {

    private static final String HEAD =
            "apiVersion: fleet.registryfleet.org/v1alpha1\nkind: FleetPolicy\n";

    @TempDir private Path folder;

    @Test
    void comparesTheFleetWithThePolicyThatIsShipped() {
        var example = Path.of("").toAbsolutePath().resolveSibling("docs/policies").toString();

        var shown = run("policy", "plan", "-f", example);
        var json = run("policy", "plan", "-f", example, "-o", "json").tree();

        assertThat(shown.exitStatus()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("clusters", "Plan " + json.path("hash").asText());
        assertThat(json.path("selected").asInt()).isPositive();
        assertThat(json.path("unselected").asInt()).isPositive();
        assertThat(json.path("unreadableRecords").asInt()).isZero();
        assertThat(json.at("/clusters").properties())
                .allSatisfy(
                        cluster ->
                                assertThat(cluster.getValue())
                                        .extracting(field -> field.path("state").asText())
                                        .doesNotContain("unknown", "conflict"));
    }

    @Test
    void saysWhatDiffersAndEndsAsItIsTold() {
        var file = policy("{}", "{replicas: 77}");

        var shown = run("policy", "plan", "-f", file, "--fail-on-noncompliance");

        assertThat(shown.exitStatus()).isEqualTo(1);
        assertThat(shown.out()).contains("0 compliant", "config.replicas: 1, wanted is 77");
        assertThat(run("policy", "plan", "-f", file).exitStatus()).isZero();
    }

    @Test
    void refusesAPlanThatIsAnotherOneThanExpected() {
        var file = policy("{}", "{replicas: 1}");
        var hash = run("policy", "plan", "-f", file, "-o", "json").tree().path("hash").asText();

        var same = run("policy", "plan", "-f", file, "--expect", hash);
        var other = run("policy", "plan", "-f", policy("{}", "{replicas: 3}"), "--expect", hash);

        assertThat(same.exitStatus()).as(same.err()).isZero();
        assertThat(other.exitStatus()).isEqualTo(3);
        assertThat(other.err()).contains("expected was " + hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                | {replica: 1}              | spec.config.replica: there is no such field; did you mean replicas?",
                "{platform: [VSphere]}             | {replicas: 1}             | did you mean platforms?",
                "{}                                | {replicas: -1}            | spec.config.replicas is -1, wanted is at least 0",
                "{}                                | {replicas: two}           | spec.config.replicas is \"two\", wanted is integer",
                "{}                                | {managementState: Force}  | wanted is one of",
                "{}                                | {httpSecret: abc}         | spec.config.httpSecret: there is no such field",
                "{}                                | {proxy: {http: 'http://u:p@x'}} | without a user or password",
                "{}                                | {storage: {pvc: {}, emptyDir: {}}} | names one backend",
                "{}                                | {claim: {size: 100Gi}}    | set spec.config.storage.pvc, too",
                "{}                                | {}                        | wants nothing",
                "{labelSelector: {matchExpressions: [{key: env, operator: In}]}} | {replicas: 1} | In and NotIn need some"
            })
    void namesWhatIsWrongWithAPolicy(String placement, String config, String problem) {
        var refused = run("policy", "plan", "-f", policy(placement, config));

        assertThat(refused.exitStatus()).isEqualTo(3);
        assertThat(refused.err()).contains("policy.yaml", problem).doesNotContain("u:p@x");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        write(
                "many.yaml",
                HEAD
                        + "metadata: {name: One}\nspec: {placement: {}, remediationAction: force,"
                        + " config: {replicas: 1}}\n---\n"
                        + HEAD
                        + "metadata: {name: two}\nspec: {config: {replicas: 1}}\n");

        var refused = run("policy", "plan", "-f", folder.resolve("many.yaml").toString());

        assertThat(refused.err())
                .contains(
                        "metadata.name is \"One\"",
                        "spec.remediationAction is \"force\", wanted is one of [\"inform\",\"enforce\"]",
                        "spec lacks the field placement");
    }

    @Test
    void refusesTwoPoliciesOfOneNameAndAFileThatIsNoYaml() {
        var document = HEAD + "metadata: {name: p}\nspec: {placement: {}, config: {replicas: 1}}\n";
        write("a.yaml", document);
        write("b.yaml", document);
        write("c.yaml", "{[");

        var refused = run("policy", "plan", "-f", folder.toString());

        assertThat(refused.exitStatus()).isEqualTo(3);
        assertThat(refused.err()).contains("the policy p stands in", "c.yaml is no YAML");
    }

    private String policy(String placement, String config) {
        return write(
                "policy.yaml",
                HEAD
                        + "metadata: {name: p}\nspec:\n  placement: %s\n  config: %s\n"
                                .formatted(placement, config));
    }

    private String write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private AuditCommands.Result run(String... arguments) {
        return new AuditCommands(Recording::open, folder, Recording.END).run(arguments);
    }
}
