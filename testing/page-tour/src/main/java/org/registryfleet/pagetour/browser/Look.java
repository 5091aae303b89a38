package org.registryfleet.pagetour.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** How a visitor looks at a page. Sizes are in pixels of CSS. */
public record Look(int width, int height, boolean dark, boolean touch) {

    public static final Look DESK = new Look(1280, 900, false, false);
    public static final Look DESK_AT_NIGHT = new Look(1280, 900, true, false);
    public static final Look PHONE = new Look(390, 844, false, true);
    public static final Look PHONE_AT_NIGHT = new Look(390, 844, true, true);

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setHasTouch(touch)
                .setIsMobile(touch)
                .setLocale("en-GB")
                .setTimezoneId("UTC");
    }
}
