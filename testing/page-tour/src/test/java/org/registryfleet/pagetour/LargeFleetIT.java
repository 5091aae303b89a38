package org.registryfleet.pagetour;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.pagetour.browser.Chromium;
import org.registryfleet.pagetour.browser.Look;
import org.registryfleet.pagetour.browser.Visit;
import org.registryfleet.pagetour.paper.SyntheticPage;
import org.registryfleet.pagetour.paper.SyntheticPageCluster;
import org.registryfleet.statusreporter.summary.HealthStatus;

import java.time.Instant;
import java.util.regex.Pattern;

/** The page of 5,000 clusters: pages, live changes, and a service that goes away. */
class LargeFleetIT {

    private static final int CLUSTERS = 5_000;

    private Chromium chromium;
    private SyntheticPage fleet;
    private Visit visit;
    private Page page;

    @BeforeEach
    void open() {
        assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
        Visited.beGenerous();
        chromium = Chromium.start();
        fleet = SyntheticPage.start(CLUSTERS);
        visit = chromium.visit(Look.DESK);
        page = visit.page();
    }

    @AfterEach
    void close() {
        if (chromium != null) {
            chromium.close();
            fleet.close();
        }
    }

    @Test
    void showsTheWorstFirstPageByPage() {
        page.navigate(fleet.address().toString());
        assertThat(page.locator("h1")).hasText("5,000 clusters");
        assertThat(rows()).hasCount(50);
        assertThat(rows().first()).containsText("Unavailable");
        assertThat(page.locator(".pager")).containsText("1–50 of 5,000");

        button("Next page").click();
        assertThat(page.locator(".pager")).containsText("51–100 of 5,000");
        assertThat(page).hasURL(Pattern.compile("page=2"));
        button("Last page").click();
        assertThat(page.locator(".pager")).containsText("4,951–5,000 of 5,000");
        assertThat(button("Next page")).isDisabled();
        page.goBack();
        assertThat(page.locator(".pager")).containsText("51–100 of 5,000");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void showsChangesWithoutLosingThePlace() {
        var changing = new SyntheticPageCluster(1234);
        page.navigate(fleet.address() + "?text=" + changing.id());
        assertThat(rows()).hasCount(1);
        assertThat(page.locator(".live.on")).isVisible();
        page.locator("tbody a").focus();

        fleet.tell(changing.reported(HealthStatus.DEGRADED, Instant.now()));

        assertThat(rows().first()).containsText("RouteDegraded");
        assertThat(page.locator("tbody a")).isFocused();
        assertThat(page.locator(".chip.Degraded b")).hasText("101");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void saysThatTheServiceHasGone() {
        page.navigate(fleet.address().toString());
        assertThat(page.locator(".live.on")).isVisible();

        fleet.close();

        assertThat(page.locator(".live.off")).hasText("Reconnecting…");
        assertThat(rows()).hasCount(50);
    }

    private Locator rows() {
        return page.locator("tbody tr");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
