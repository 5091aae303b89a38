package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.execution.Namespace.MAP;

import com.fasterxml.jackson.databind.node.TextNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.UnkeptField;

import java.nio.file.Path;

/** Outcomes of responses that lack what was written, over a real socket. */
class UnkeptTest {

    private static final ObjectKey BUDGET =
            new ObjectKey("policy/v1", "PodDisruptionBudget", "ns", "b");

    @TempDir Path folder;
    private Namespace namespace;

    @BeforeEach
    void start() {
        namespace = new Namespace(folder);
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void namesTheFieldThatAPolicyRewritesAndItsManagerButNoValue() {
        var seen = namespace.existing();
        namespace
                .cluster()
                .mutations()
                .rewrite("v1", "ConfigMap", "/data/a", TextNode.valueOf("policy"));

        var outcome =
                namespace.execute(
                        Actions.patch(Actions.configMap("m"), seen, "{'data':{'a':'2','b':'3'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(outcome.getUnkept())
                .containsExactly(new UnkeptField("/data/a", false, "registry-fleet"));
        assertThat(outcome.toString()).doesNotContain("policy");
    }

    @Test
    void namesTheFieldThatAnOldServerDrops() {
        namespace
                .cluster()
                .mutations()
                .drop("policy/v1", "PodDisruptionBudget", "/spec/unhealthyPodEvictionPolicy");

        var outcome =
                namespace.execute(
                        Actions.create(
                                BUDGET,
                                "{'apiVersion':'policy/v1','kind':'PodDisruptionBudget','metadata':{'name':'b','namespace':'ns'},"
                                        + "'spec':{'minAvailable':1,'selector':{'matchLabels':{'a':'b'}},'unhealthyPodEvictionPolicy':'AlwaysAllow'}}"));

        assertThat(outcome.getUnkept())
                .containsExactly(new UnkeptField("/spec/unhealthyPodEvictionPolicy", true, ""));
    }

    @Test
    void saysNothingOfAnAnswerThatHoldsAllThatWasWritten() {
        var created =
                namespace.execute(
                        Actions.create(
                                Actions.configMap("m"),
                                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','namespace':'ns','labels':{'a/b':'c'}},'data':{'a':'1'}}"));
        var patched =
                namespace.execute(
                        Actions.patch(
                                Actions.configMap("m"),
                                namespace.cluster().get(MAP).orElseThrow(),
                                "{'data':{'a':null},'metadata':{'labels':{'a/b':'d'}}}"));

        assertThat(created.getUnkept()).isEmpty();
        assertThat(patched.getUnkept()).isEmpty();
    }
}
