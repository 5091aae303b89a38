package org.registryfleet.regfleet.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.inventory.decision.InventoryChange.SourceState;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.decision.LabelMapping;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.inventory.source.FoundCluster;
import org.registryfleet.regfleet.inventory.ImportPlan.Change;
import org.registryfleet.regfleet.inventory.ImportPlan.Kind;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ImportPlanTest {
    private static final Instant THEN = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant NOW = THEN.plusSeconds(600);
    private static final SourceSettings ARGO = SourceSettings.of("argo", "argocd", 0);

    private final ImportPlan plan = new ImportPlan();

    @BeforeEach
    void tenClustersAreThere() {
        plan.happened(new InventoryFact.Configured(THEN, ARGO));
        for (int i = 0; i < 10; i++) {
            plan.happened(found(THEN, "c" + i, "digest of then"));
        }
        plan.happened(new InventoryFact.Listed(THEN, "argo"));
    }

    @Test
    void leavesAloneWhatOnlyHasAnotherDigest() {
        plan.configure(List.of(configuration(ARGO)), NOW);
        for (int i = 0; i < 10; i++) {
            plan.suppose(found(NOW, "c" + i, "digest by another key"));
        }
        settle();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.unchanged()).isEqualTo(10);
    }

    @Test
    void namesWhatComesAndWhatCannot() {
        plan.configure(List.of(configuration(ARGO)), NOW);
        plan.suppose(found(NOW, "new", "d"));
        var broken = FoundCluster.rejected("bad", Map.of(), "argocd:x/bad", "NoConfig: add it");
        plan.suppose(new InventoryFact.Found(NOW, "argo", "Secret x/bad", broken));
        settle();

        assertThat(plan.changes())
                .extracting(Change::kind, Change::cluster, Change::ref)
                .containsExactly(
                        tuple(Kind.COMES, "new", "Secret x/new"),
                        tuple(Kind.PROBLEM, "", "Secret x/bad"));
        assertThat(plan.changes().getFirst().what())
                .isEqualTo("at https://new, mode observe, labels {}");
        assertThat(plan.changes().getLast().what()).contains("NoConfig");
        assertThat(plan.unchanged()).isEqualTo(10);
    }

    @Test
    void namesLabelsAndModeThatOtherSettingsWouldChange() {
        var other =
                ARGO.withMode("AUTO")
                        .withLabels(new LabelMapping(Set.of("env"), Map.of("site", "hq")));
        plan.configure(List.of(configuration(other)), NOW);
        settle();

        assertThat(plan.changes()).hasSize(10);
        assertThat(plan.changes().getFirst().what())
                .isEqualTo("labels {} → {env=edge, site=hq}; mode OBSERVE → AUTO");
        assertThat(plan.unchanged()).isZero();
    }

    @Test
    void saysWhichClustersWouldLeaveAndAfterWhichTime() {
        plan.configure(List.of(configuration(ARGO)), NOW);
        plan.suppose(new InventoryFact.Gone(NOW, "argo", "Secret x/c3"));
        settle();

        assertThat(plan.changes()).singleElement().extracting(Change::kind).isEqualTo(Kind.LEAVES);
        assertThat(plan.changes().getFirst().what()).contains("PT1H");
        assertThat(plan.unchanged()).isEqualTo(9);
    }

    @Test
    void letsNobodyLeaveASuspectSource() {
        plan.configure(List.of(configuration(ARGO)), NOW);
        for (int i = 0; i < 6; i++) {
            plan.suppose(new InventoryFact.Gone(NOW, "argo", "Secret x/c" + i));
        }
        settle();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.sources().getFirst().state()).isEqualTo(SourceState.SUSPECT);
    }

    @Test
    void keepsTheClustersOfASourceThatIsNoLongerNamed() {
        plan.configure(List.of(configuration(SourceSettings.of("hive", "hive", 0))), NOW);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.sources().getFirst().state()).isEqualTo(SourceState.RETIRED);
    }

    private void settle() {
        plan.suppose(new InventoryFact.Listed(NOW, "argo"));
        plan.suppose(new InventoryFact.Tick(NOW.plusSeconds(10)));
    }

    private static SourceConfiguration configuration(SourceSettings settings) {
        return new SourceConfiguration(settings, List.of("*"), "", "");
    }

    private static InventoryFact found(Instant at, String name, String digest) {
        var endpoint =
                new ClusterEndpoint(
                        "argocd:x/" + name, "https://" + name, "", "TOKEN", null, digest);
        var cluster = FoundCluster.of(name, Map.of("env", "edge"), endpoint);
        return new InventoryFact.Found(at, "argo", "Secret x/" + name, cluster);
    }
}
