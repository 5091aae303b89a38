package org.registryfleet.pagetour;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

import org.registryfleet.pagetour.browser.Chromium;
import org.registryfleet.pagetour.browser.Look;
import org.registryfleet.pagetour.paper.SyntheticPage;

import java.net.URI;
import java.nio.file.Path;

/** The command {@code docs/screenshots.sh}: pictures of the page, from a running fleet. */
public final class Screenshots {

    private static final int LARGE = 5_000;
    private static final String DATA = "h1 strong, .timeline, .stage-card .counts .pill";

    private final Chromium chromium;
    private final Path folder;

    private Screenshots(Chromium chromium, Path folder) {
        this.chromium = chromium;
        this.folder = folder;
    }

    /** Takes the folder for the pictures. */
    public static void main(String[] args) {
        try (var chromium = Chromium.start()) {
            var screenshots = new Screenshots(chromium, Path.of(args[0]));
            try (var page = SyntheticPage.start(LARGE)) {
                screenshots.ofLargeFleet(page.address());
            }
            try (var fleet = RunningFleet.start()) {
                TouredPolicy.handIn(fleet);
                screenshots.ofRunningFleet(fleet.page());
            }
        }
        System.exit(0);
    }

    private void ofLargeFleet(URI page) {
        var latest = page.resolve("?sort=latest");
        take(latest, "fleet-light", Look.DESK);
        take(page.resolve("?summary=Degraded"), "fleet-dark", Look.DESK_AT_NIGHT);
        take(latest, "fleet-phone", Look.PHONE);
    }

    private void ofRunningFleet(URI page) {
        var removed = page.resolve("/cluster.html?id=bare-metal-1");
        var available = page.resolve("/cluster.html?id=vsphere-1");
        take(removed, "cluster-light", Look.DESK);
        take(available, "cluster-dark", Look.DESK_AT_NIGHT);
        take(removed, "cluster-phone", Look.PHONE_AT_NIGHT);
        takePart(available, "timeline-light", ".chapter:has(.action)");
        take(page.resolve("/policies.html?name=" + TouredPolicy.NAME), "policy-light", Look.DESK);
    }

    private void take(URI address, String name, Look look) {
        try (var visit = chromium.visit(look)) {
            open(visit.page(), address);
            visit.page().screenshot(new Page.ScreenshotOptions().setPath(file(name)));
        }
    }

    /** From the top of a part as far as the window reaches. */
    private void takePart(URI address, String name, String part) {
        try (var visit = chromium.visit(Look.DESK)) {
            open(visit.page(), address);
            visit.page().locator(part).first().evaluate("part => part.scrollIntoView()");
            visit.page().screenshot(new Page.ScreenshotOptions().setPath(file(name)));
        }
    }

    private static void open(Page page, URI address) {
        page.navigate(address.toString());
        page.locator(DATA).first().waitFor();
        var live = new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
        page.waitForSelector(".live.on", live);
    }

    private Path file(String name) {
        return folder.resolve(name + ".png");
    }
}
