package org.registryfleet.pagetour.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium that is installed on this machine, without a window. Nothing is downloaded. */
public final class Chromium implements AutoCloseable {

    /** What to do where there is none. */
    public static final String MISSING =
            "no Chromium is on the PATH: install the package chromium, or name the program in the environment variable CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where it is. */
    public static Optional<Path> installed() {
        var named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
        var folders = System.getenv().getOrDefault("PATH", "").split(":", -1);
        var found =
                NAMES.stream()
                        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)));
        return Stream.concat(named.stream(), found).filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException when there is none
     */
    public static Chromium start() {
        var program = installed().orElseThrow(() -> new IllegalStateException(MISSING));
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions().setExecutablePath(program));
        return new Chromium(playwright, browser);
    }

    /** A visitor with an empty cache. */
    public Visit visit(Look look) {
        return new Visit(browser.newContext(look.options()));
    }

    public String version() {
        return browser.version();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
