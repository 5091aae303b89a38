package org.registryfleet.pagetour;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.assertions.PlaywrightAssertions;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.registryfleet.pagetour.browser.Chromium;
import org.registryfleet.pagetour.browser.Look;
import org.registryfleet.pagetour.browser.Visit;

/** One running fleet and one browser for all tests, given to their constructors. */
final class Visited implements BeforeAllCallback, ParameterResolver {

    private static final double PATIENCE_MILLIS = 30_000;
    private static final Namespace OURS = Namespace.create(Visited.class);

    /** What is visited. */
    record Place(RunningFleet fleet, Chromium chromium) implements AutoCloseable {

        static Place open() {
            beGenerous();
            var fleet = RunningFleet.start();
            TouredPolicy.handIn(fleet);
            return new Place(fleet, Chromium.start());
        }

        Visit visit(Look look) {
            return chromium.visit(look);
        }

        String address(String path) {
            return fleet.page().resolve(path).toString();
        }

        @Override
        public void close() {
            chromium.close();
            fleet.close();
        }
    }

    /** A busy machine is no reason to fail. */
    static void beGenerous() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Place.class;
    }

    @Override
    public Place resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(Place.class, _ -> Place.open(), Place.class);
    }
}
