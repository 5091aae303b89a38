package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.regfleet.audit.AuditCommands;
import org.registryfleet.regfleet.audit.StoryLab;

import java.nio.file.Path;

/**
 * A registry gets its storage and is turned on by the command line: both stand in the log with who
 * asked and why, the fleet writes them, and the replay comes to the same decisions.
 */
class RequestIT {

    private static final String CLUSTER = "vsphere-1";

    @TempDir private Path folder;

    @Test
    void whatAPersonAsksForIsWrittenByTheFleetAndStandsInItsLog() {
        try (var lab = new StoryLab()) {
            var cluster = lab.enter(CLUSTER);
            lab.await(cluster, "Removed");

            ask(lab, "storage", "set", CLUSTER, "pvc", "--reason", "ticket 7");
            lab.await(cluster, "Removed");
            ask(lab, "registry", "manage", CLUSTER);
            lab.await(cluster, "Available");
            ask(lab, "registry", "manage", CLUSTER);

            var audit = AuditCommands.onKafka(lab.bootstrapServers(), folder);
            assertThat(audit.run("history", CLUSTER).out())
                    .containsSubsequence(
                            "alice asked for config.storage.pvc.claim = \"\": ticket 7",
                            "alice asked for it: ticket 7 (request-apply)",
                            "patch Config cluster  done",
                            "alice asked for config.managementState = Managed",
                            "patch Config cluster  done");
            var history = audit.run("history", CLUSTER, "-o", "json", "--limit", "0").tree();
            assertThat(requests(history)).isEqualTo(2);
            lab.stopServices();
            var replay = audit.run("replay", "--cluster", CLUSTER);
            assertThat(replay.exitStatus()).as(replay.out() + replay.err()).isZero();
        }
    }

    private static int requests(JsonNode history) {
        var count = 0;
        for (var chapter : history.path("chapters")) {
            if (chapter.at("/event/type").asText().equals("REQUEST")) {
                assertThat(chapter.at("/event/by").asText()).isEqualTo("alice");
                count++;
            }
        }
        return count;
    }

    private void ask(StoryLab lab, String... arguments) {
        var result = CommandLineRun.with(lab.environment(), folder, arguments);
        assertThat(result.exitStatus()).as(result.err() + result.out()).isZero();
    }
}
