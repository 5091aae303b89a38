package org.registryfleet.pagetour;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;

import java.util.List;

/** What axe-core finds wrong with a page for people who cannot see it well or at all. */
final class Axe {

    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private Axe() {}

    static List<String> violations(Page page) {
        var results = new AxeBuilder(page).withTags(TAGS).analyze();
        return results.getViolations().stream()
                .flatMap(
                        rule ->
                                rule.getNodes().stream()
                                        .map(
                                                node ->
                                                        "%s: %s: %s"
                                                                .formatted(
                                                                        rule.getId(),
                                                                        rule.getHelp(),
                                                                        node.getHtml())))
                .toList();
    }
}
