package org.registryfleet.pagetour;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.pagetour.browser.Look;

import java.util.List;
import java.util.stream.Stream;

/** Every page, at the desk and on a phone, by day and by night: for eyes, ears and thumbs. */
@ExtendWith(Visited.class)
class PageForEverybodyIT {

    private static final List<Look> LOOKS =
            List.of(Look.DESK, Look.DESK_AT_NIGHT, Look.PHONE, Look.PHONE_AT_NIGHT);
    private static final List<String> PATHS =
            List.of(
                    "/",
                    "/cluster.html?id=bare-metal-1",
                    "/cluster.html?id=vsphere-1",
                    "/policies.html",
                    "/policies.html?name=" + TouredPolicy.NAME,
                    "/api.html");

    private final Visited.Place place;

    PageForEverybodyIT(Visited.Place place) {
        this.place = place;
    }

    static Stream<Arguments> visits() {
        return PATHS.stream().flatMap(path -> LOOKS.stream().map(look -> Arguments.of(path, look)));
    }

    @ParameterizedTest
    @MethodSource("visits")
    void isAccessibleAndFitsTheScreen(String path, Look look) {
        try (var visit = place.visit(look)) {
            var page = visit.page();
            page.navigate(place.address(path));
            assertThat(page.locator("tbody tr, .counts, .stage-card").first()).isVisible();
            if (path.contains("vsphere")) {
                assertThat(page.locator(".chapter").first()).isVisible();
                openEverything(page);
            }

            assertThat(Axe.violations(page)).isEmpty();
            // a phone zooms out to what is too wide, and innerWidth grows with it
            assertThat(page.evaluate("Math.max(document.documentElement.scrollWidth, innerWidth)"))
                    .as("pixels in width")
                    .isEqualTo(look.width());
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static void openEverything(Page page) {
        page.evaluate(
                "document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        assertThat(page.locator(".because li").first()).isVisible();
    }
}
