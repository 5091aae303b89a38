package org.registryfleet.pagetour;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.registryfleet.pagetour.browser.Look;
import org.registryfleet.pagetour.browser.Visit;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** What people do on the page, with a real fleet behind it. */
@ExtendWith(Visited.class)
class PageStoriesIT {

    private static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");

    private final Visited.Place place;
    private Visit visit;
    private Page page;

    PageStoriesIT(Visited.Place place) {
        this.place = place;
    }

    @BeforeEach
    void visit() {
        visit = place.visit(Look.DESK);
        page = visit.page();
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(visit.complaints()).isEmpty();
        visit.close();
    }

    @Test
    void goesFromTheFleetToAClusterAndBackByKeyboard() {
        go("/");
        assertThat(rows()).hasCount(12);
        assertThat(page.locator("h1")).hasText("12 clusters");

        page.keyboard().press("/");
        page.keyboard().type("metal");
        assertThat(rows()).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*\\?text=metal"));
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("bare-metal-1");
        page.getByText("← Fleet").press("Enter");
        assertThat(rows()).hasCount(1);
        assertThat(page.locator("#search")).hasValue("metal");
        button("Clear filters").press("Enter");
        assertThat(rows()).hasCount(12);
        assertThat(page.locator("#search")).hasValue("");
        page.goBack();
        assertThat(rows()).hasCount(1);
    }

    @Test
    void filtersByStateOfTheRegistryAndByPlatform() {
        go("/");
        page.locator(".chip.Available").click();
        assertThat(page).hasURL(Pattern.compile("summary=Available"));
        assertThat(page.locator(".chip[aria-pressed=true]")).hasCount(1);

        platform("OpenStack");
        assertThat(rows()).hasCount(1);
        assertThat(rows().first()).containsText("openstack-1");
        assertThat(page.getByText("1–1 of 1")).isVisible();

        platform("BareMetal");
        assertThat(page.getByText("No cluster is like that")).isVisible();
    }

    @Test
    void tellsHowAClusterIsAndWhatWouldUnlockIt() {
        go("/cluster.html?id=bare-metal-1");

        assertThat(page.locator(".head")).containsText("Removed");
        assertThat(page.locator(".callout")).containsText("What would unlock it");
        assertThat(page.locator(".callout pre").first())
                .containsText("oc patch configs.imageregistry.operator.openshift.io cluster");
        assertThat(page.locator(".pipeline > li")).hasCount(4);
        assertThat(page.locator(".pipeline .answer").first()).hasText("BareMetal");
        var condition = new Page.GetByRoleOptions().setName("NodeCADaemonAvailable");
        assertThat(page.getByRole(AriaRole.ROWHEADER, condition)).isVisible();
    }

    @Test
    void tellsWhyAConditionHolds() {
        go("/cluster.html?id=vsphere-1");

        page.locator("section:has(#operator) summary").first().press("Enter");

        assertThat(page.locator(".because li").first()).isVisible();
        assertThat(page.locator(".because").first()).containsText("status");
    }

    @Test
    void tellsTheStoryFromEventToOutcomePageByPage() {
        go("/cluster.html?id=vsphere-1");
        var led = page.locator(".chapter.led");
        assertThat(led.first()).isVisible();
        var deployed = new Page.LocatorOptions().setHasText("create Deployment");
        var answer = page.locator(".action", deployed).locator(":scope > .pill.DONE");
        assertThat(answer.first()).hasText("done");

        page.getByLabel("only what led to a decision").uncheck();
        assertThat(page.locator(".chapter:not(.led)").first()).isVisible();
        var chapters = page.locator(".chapter");
        int before = chapters.count();

        button("Earlier").click();
        assertThat(chapters.nth(before)).isVisible();
    }

    @Test
    void asksAgainForEarlierChaptersWhereTheLogWasBusy() {
        var refused = new AtomicBoolean();
        page.route(
                Pattern.compile("/history\\?.*skip="),
                route -> {
                    if (refused.getAndSet(true)) {
                        route.resume();
                    } else {
                        route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
                    }
                });
        go("/cluster.html?id=vsphere-1");
        page.getByLabel("only what led to a decision").uncheck();
        var chapters = page.locator(".chapter");
        assertThat(chapters.first()).isVisible();
        int before = chapters.count();

        button("Earlier").click();
        assertThat(chapters.nth(before)).isVisible();
        assertThat(refused).isTrue();
    }

    @Test
    void showsAnAdministratorsPatchWhileItHappens() {
        go("/cluster.html?id=edge-sno-1");
        assertThat(page.locator(".title .pill")).hasText("Removed");
        assertThat(page.locator(".chapter").first()).isVisible();
        page.evaluate("window.neverReloaded = true");

        var patch = JsonNodeFactory.instance.objectNode();
        var spec = patch.putObject("spec").put("managementState", "Managed");
        spec.putObject("storage").putObject("emptyDir");
        place.fleet().clusters().cluster("edge-sno-1").patch(CONFIG, patch);

        assertThat(page.locator(".title .pill")).hasText("Available");
        assertThat(page.locator(".callout")).hasCount(0);
        var patched = page.locator(".changes").getByText("spec.managementState");
        assertThat(patched.first()).isVisible();
        assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
    }

    @Test
    void namesWhatSomebodyMayHaveMeant() {
        go("/cluster.html?id=bare-metal-l");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no cluster \"bare-metal-l\"");
        var near = new Page.GetByRoleOptions().setName("bare-metal-1").setExact(true);
        page.getByRole(AriaRole.LINK, near).click();
        assertThat(page.locator("h1")).hasText("bare-metal-1");

        assertThat(visit.complaints()).singleElement().asString().contains("404");
        visit.close();
        visit = place.visit(Look.DESK);
    }

    @Test
    void showsARolloutFromItsApprovalToItsEnd() {
        go("/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Policies")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(TouredPolicy.NAME))
                .click();
        assertThat(page.locator("h1")).hasText(TouredPolicy.NAME);
        assertThat(page.locator(".stage-card")).hasCount(2);
        assertThat(page.locator(".title .pill")).hasText("needs an approval");
        assertThat(page.locator(".callout pre"))
                .hasText("regfleet policy rollout approve on-premises all");
        assertThat(page.locator("section:has(#notes)")).containsText("Argo CD");
        page.evaluate("window.neverReloaded = true");

        TouredPolicy.approve(place.fleet());

        assertThat(page.locator(".title .pill")).hasText("succeeded");
        assertThat(page.locator(".stage-card").nth(1)).containsText("succeeded");
        assertThat(page.locator("section:has(#said) li").first())
                .containsText("the canary is well");
        assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
    }

    @Test
    void comparesAClusterWithItsPolicies() {
        go("/policies.html?name=" + TouredPolicy.NAME);
        page.locator("section:has(#notes) a").first().click();

        assertThat(page.locator("h1")).hasText(TouredPolicy.HELD);
        var field = page.locator("section:has(#fields) tbody tr");
        assertThat(field).hasCount(1);
        assertThat(field).containsText("config.logLevel");
        assertThat(field).containsText("\"Debug\"");
        assertThat(field).containsText("Contested");
        assertThat(field).containsText("on-premises v1");
    }

    private void go(String path) {
        page.navigate(place.address(path));
    }

    private Locator rows() {
        return page.locator("tbody tr");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void platform(String name) {
        var named = new Page.GetByRoleOptions().setName("Platform").setExact(true);
        page.getByRole(AriaRole.COMBOBOX, named).selectOption(name);
    }
}
