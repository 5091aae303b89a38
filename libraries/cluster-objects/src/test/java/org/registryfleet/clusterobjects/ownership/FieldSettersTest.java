package org.registryfleet.clusterobjects.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusterobjects.ownership.FieldSetters.Setter;

import java.time.Instant;
import java.util.List;

class FieldSettersTest {

    @Test
    void namesWhoSetEachFieldAndWhen() {
        var found =
                setters(
                        entry(
                                "registry-fleet",
                                "01",
                                "'f:metadata':{'f:finalizers':{'.':{},'v:\\\"f\\\"':{}}},'f:spec':{'.':{},'f:managementState':{},'f:replicas':{},'f:storage':{'.':{},'f:managementState':{}}}"),
                        entry("kubectl-edit", "02", "'f:spec':{'f:storage':{'f:emptyDir':{}}}"));

        assertThat(found)
                .containsExactlyInAnyOrder(
                        new Setter(
                                "registry-fleet",
                                at("01"),
                                List.of(
                                        "/metadata/finalizers",
                                        "/spec/managementState",
                                        "/spec/replicas",
                                        "/spec/storage/managementState")),
                        new Setter("kubectl-edit", at("02"), List.of("/spec/storage/emptyDir")));
    }

    @Test
    void theLastOfSeveralCounts() {
        var replicas = "'f:spec':{'f:replicas':{}}";

        assertThat(setters(entry("b", "02", replicas), entry("a", "01", replicas)))
                .containsExactly(new Setter("b", at("02"), List.of("/spec/replicas")));
    }

    @Test
    void aPointerStandsForAllThatOneManagerHasSetBelowIt() {
        var conditions =
                "'f:conditions':{'.':{},'k:{\\\"type\\\":\\\"Available\\\"}':{'.':{},'f:type':{},'f:status':{}},'k:{\\\"type\\\":\\\"Degraded\\\"}':{'.':{},'f:type':{},'f:status':{}}}";
        var operator = "cluster-image-registry-operator";

        assertThat(setters(entry(operator, "01", "'f:status':{" + conditions + "}")))
                .as("somebody unknown has set readyReplicas")
                .containsExactly(new Setter(operator, at("01"), List.of("/status/conditions")));
        assertThat(
                        setters(
                                entry(
                                        operator,
                                        "01",
                                        "'f:status':{'f:readyReplicas':{}," + conditions + "}")))
                .containsExactly(new Setter(operator, at("01"), List.of("/status")));
    }

    @Test
    void saysNothingOfObjectsWithoutManagedFields() {
        assertThat(setters()).isEmpty();
    }

    private static List<Setter> setters(String... entries) {
        return FieldSetters.of(
                json(
                        """
                        {'metadata': {'name': 'cluster', 'finalizers': ['f'], 'managedFields': [%s]},
                         'spec': {'managementState': 'Managed', 'replicas': 2,
                                  'storage': {'emptyDir': {}, 'managementState': 'Managed'}},
                         'status': {'conditions': [{'type': 'Available', 'status': 'True'},
                                                   {'type': 'Degraded', 'status': 'False'}],
                                    'readyReplicas': 1}}
                        """
                                .formatted(String.join(",", entries))));
    }

    private static String entry(String manager, String second, String fields) {
        return "{'manager':'%s','operation':'Update','time':'2026-11-30T01:49:%sZ','fieldsV1':{%s}}"
                .formatted(manager, second, fields);
    }

    private static Instant at(String second) {
        return Instant.parse("2026-11-30T01:49:%sZ".formatted(second));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
