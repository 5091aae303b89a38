package org.registryfleet.pagetour;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.registryfleet.pagetour.browser.Chromium;
import org.registryfleet.pagetour.browser.Look;
import org.registryfleet.pagetour.paper.SyntheticPage;
import org.registryfleet.statusreporter.service.fleet.SourceSummary;
import org.registryfleet.statusreporter.service.fleet.SourceSummary.SourceProblem;

import java.time.Instant;
import java.util.List;

/** What the page says of the sources that clusters are imported from. */
class InventoryPageIT {

    private static final List<Look> LOOKS =
            List.of(Look.DESK, Look.DESK_AT_NIGHT, Look.PHONE, Look.PHONE_AT_NIGHT);

    private Chromium chromium;
    private SyntheticPage fleet;

    @BeforeEach
    void open() {
        assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
        Visited.beGenerous();
        chromium = Chromium.start();
        fleet = SyntheticPage.start(3);
    }

    @AfterEach
    void close() {
        if (chromium != null) {
            chromium.close();
            fleet.close();
        }
    }

    @Test
    void saysWhichSourceSomebodyHasToLookAfterAndHow() {
        try (var visit = chromium.visit(Look.DESK)) {
            var page = visit.page();
            page.navigate(fleet.address().toString());
            assertThat(page.locator("tbody tr")).hasCount(3);
            assertThat(page.locator("#inventory")).hasCount(0);

            fleet.report(source("argo", "OK", "", "", List.of()));

            assertThat(source(page, "argo").locator(".pill")).hasText("ok");
            assertThat(source(page, "argo")).containsText("argocd on hub prod · 7 found");
            assertThat(source(page, "argo").locator("details")).hasCount(0);

            var broken = new SourceProblem("Secret argocd/bare", "", "NoConfig: <b>add</b> config");
            fleet.report(
                    source(
                            "argo",
                            "SUSPECT",
                            "5 of 7 clusters have gone",
                            "regfleet inventory confirm argo --gone 5",
                            List.of(broken)));

            assertThat(source(page, "argo").locator(".pill")).hasText("suspect");
            assertThat(source(page, "argo")).containsText("5 of 7 clusters have gone");
            assertThat(source(page, "argo")).containsText("confirm argo --gone 5");
            source(page, "argo").locator("summary").press("Enter");
            assertThat(page.locator(".entries")).containsText("Secret argocd/bare");
            assertThat(page.locator(".entries .message")).hasText("NoConfig: <b>add</b> config");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("LOOKS")
    void isAccessibleAndFitsTheScreen(Look look) {
        var long200 = "a-long-name-".repeat(16);
        var problem = new SourceProblem("Secret argocd/" + long200, "c1", "NoServer: " + long200);
        fleet.report(source("argo", "UNREADABLE", "403 " + long200, "grant it", List.of(problem)));
        try (var visit = chromium.visit(look)) {
            var page = visit.page();
            page.navigate(fleet.address().toString());
            source(page, "argo").locator("summary").click();
            assertThat(page.locator(".entries")).isVisible();

            assertThat(Axe.violations(page)).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("pixels beyond the screen")
                    .isEqualTo(0);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static Locator source(Page page, String name) {
        var named = new Locator.FilterOptions().setHasText(name);
        return page.locator(".sources > li").filter(named);
    }

    private static SourceSummary source(
            String name, String state, String reason, String remedy, List<SourceProblem> problems) {
        return new SourceSummary(
                name,
                "argocd",
                "prod",
                state,
                reason,
                remedy,
                Instant.parse("2026-11-30T08:00:00Z"),
                7,
                2,
                0,
                0,
                problems.size(),
                0,
                5 - problems.size(),
                problems);
    }
}
