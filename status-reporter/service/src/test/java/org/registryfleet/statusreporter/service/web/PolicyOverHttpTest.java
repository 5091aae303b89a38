package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.web.RunningSite.problem;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.statusreporter.service.fleet.FleetView;

/** Policies as a client on a real port sees them. */
class PolicyOverHttpTest {

    private static RunningSite site;

    @BeforeAll
    static void start() {
        site = ThreeClusters.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void listsPoliciesWithWhatTheyWaitFor() throws Exception {
        var policies = site.json("/api/policies").path("policies");

        assertThat(policies).hasSize(1);
        var edge = policies.get(0);
        assertThat(edge.path("name").asText()).isEqualTo("edge");
        assertThat(edge.path("mode").asText()).isEqualTo("enforce");
        assertThat(edge.path("selected").asInt()).isEqualTo(4);
        assertThat(edge.at("/compliance/non_compliant").asInt()).isEqualTo(2);
        assertThat(edge.path("state").asText()).isEqualTo("APPROVAL");
        assertThat(edge.path("waitsFor").asText()).isEqualTo("the stage prod needs an approval");
        assertThat(edge.path("remedy").asText()).endsWith("rollout approve edge prod");
    }

    @Test
    void showsAPolicyWithItsRollout() throws Exception {
        var answer = site.get("/api/policies/edge");
        var edge = site.json("/api/policies/edge");

        assertThat(answer.headers().firstValue("ETag")).contains("\"3\"");
        assertThat(edge.at("/document/spec/config/replicas").asInt()).isEqualTo(1);
        assertThat(edge.path("appliedBy").asText()).isEqualTo("ann");
        assertThat(edge.at("/stages/0/state").asText()).isEqualTo("OPEN");
        assertThat(edge.at("/stages/0/clusters/SUCCEEDED").asInt()).isEqualTo(1);
        assertThat(edge.at("/stages/0/clusters/FAILED").isInt()).isTrue();
        assertThat(edge.at("/stages/1/state").asText()).isEqualTo("APPROVAL");
        assertThat(edge.at("/stages/1/size").asInt()).isEqualTo(2);
        assertThat(edge.at("/notes/0/cluster").asText()).isEqualTo("beta");
        assertThat(edge.at("/notes/0/remedy").asText()).startsWith("It is left as it is");
    }

    @Test
    void tellsWhatPeopleHaveSaidAndWhatCameOfIt() throws Exception {
        var commands = site.json("/api/policies/edge").path("commands");

        assertThat(commands).hasSize(2);
        assertThat(commands.at("/0/command").asText()).isEqualTo("APPROVE");
        assertThat(commands.at("/0/by").asText()).isEqualTo("bob");
        assertThat(commands.at("/0/reason").asText()).isEqualTo("looks good");
        assertThat(commands.at("/0/answer").asText()).isEqualTo("REFUSED");
        assertThat(commands.at("/0/refusal").asText()).isEqualTo("there is no stage prd");
        assertThat(commands.at("/1/command").asText()).isEqualTo("APPLIED");
        assertThat(commands.at("/1/version").asInt()).isEqualTo(2);
        assertThat(commands.at("/1/answer").asText()).isEqualTo("UNKNOWN");
    }

    @Test
    void comparesAClusterFieldByField() throws Exception {
        var fields = site.json("/api/clusters/alpha/policy").path("fields");

        assertThat(fields).hasSize(1);
        var replicas = fields.get(0);
        assertThat(replicas.path("field").asText()).isEqualTo("config.replicas");
        assertThat(replicas.path("desired").asText()).isEqualTo("1");
        assertThat(replicas.path("observed").asText()).isEqualTo("3");
        assertThat(replicas.path("policy").asText()).isEqualTo("edge");
        assertThat(replicas.path("version").asInt()).isEqualTo(3);
        assertThat(replicas.path("mode").asText()).isEqualTo("ENFORCE");
        assertThat(replicas.path("state").asText()).isEqualTo("NON_COMPLIANT");
        assertThat(replicas.path("lastWriter").asText()).isEqualTo("kubectl-edit");
        assertThat(site.json("/api/clusters/beta/policy").path("fields")).isEmpty();
    }

    @Test
    void namesTheNearestPolicyForAnUnknownOne() throws Exception {
        assertThat(problem(site.get("/api/policies/egde"), 404).path("detail").asText())
                .isEqualTo("no policy \"egde\" is in the fleet; did you mean edge?");
        assertThat(problem(site.get("/api/clusters/alpah/policy"), 404).path("detail").asText())
                .endsWith("did you mean alpha?");
    }

    @Test
    void saysThatTheLogIsStillBeingRead() throws Exception {
        var endpoint =
                new PolicyEndpoint(site.bean(FleetView.class), new FleetMembers(), () -> false);

        assertThat(
                        org.assertj.core.api.Assertions.catchThrowableOfType(
                                        RequestProblem.class, endpoint::policies)
                                .getStatusCode()
                                .value())
                .isEqualTo(503);
    }
}
