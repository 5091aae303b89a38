package org.registryfleet.inventory.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.events.InventoryEvent;
import org.registryfleet.events.InventoryEventType;
import org.registryfleet.inventory.decision.ClusterMembership;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.decision.LabelMapping;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.inventory.source.FoundCluster;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.UndecodableEventException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

class InventoryEventCodecTest {
    private static final Instant AT = Instant.parse("2026-11-30T08:00:00.123Z");

    static List<InventoryFact> facts() {
        var labels = new LabelMapping(Set.of("env"), Map.of("site", "hq"));
        var endpoint = new ClusterEndpoint("argocd:x/a", "https://a", "ca", "TOKEN", AT, "hmac:1");
        var membership = new ClusterMembership(false, "uid", "by", true, "FULL", Map.of("a", "b"));
        return List.of(
                new InventoryFact.Configured(
                        AT, SourceSettings.of("argo", "argocd", 2).withLabels(labels)),
                new InventoryFact.Retired(AT, "argo"),
                new InventoryFact.Found(
                        AT,
                        "argo",
                        "Secret x/a",
                        new FoundCluster("a", Map.of("env", "x"), endpoint, "P: q", true, true)),
                new InventoryFact.Gone(AT, "argo", "Secret x/a"),
                new InventoryFact.Listed(AT, "argo"),
                new InventoryFact.Unreadable(AT, "argo", "403"),
                new InventoryFact.Joined(AT, "a", membership, "eve"),
                new InventoryFact.Left(AT, "a"),
                new InventoryFact.Tick(AT),
                new InventoryFact.Confirmed(AT, "argo", 25, "eve", "why"),
                new InventoryFact.Adopted(AT, "a", "argo", "eve", "why"),
                new InventoryFact.Forgotten(AT, "a", "eve", "why"));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFactComesBackAsItWas(InventoryFact fact) {
        var events = Events.singleObject();
        var bytes = events.encode(InventoryEventCodec.encode(fact));

        assertThat(InventoryEventCodec.decode(events.decode(bytes, InventoryEvent.class)))
                .isEqualTo(fact);
    }

    @Test
    void refusesWhatItDoesNotKnowAndWhatIsIncomplete() {
        var unknown = event(InventoryEventType.UNKNOWN);
        var incomplete = event(InventoryEventType.FOUND);

        assertThatThrownBy(() -> InventoryEventCodec.decode(unknown))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("unknown type");
        assertThatThrownBy(() -> InventoryEventCodec.decode(incomplete))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("lacks the part");
    }

    private static InventoryEvent event(InventoryEventType type) {
        return InventoryEvent.newBuilder()
                .setInventory(InventoryEventCodec.KEY)
                .setType(type)
                .setAt(AT)
                .build();
    }
}
