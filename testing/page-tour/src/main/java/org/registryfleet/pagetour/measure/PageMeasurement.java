package org.registryfleet.pagetour.measure;

import com.microsoft.playwright.Page;

import org.registryfleet.pagetour.browser.Chromium;
import org.registryfleet.pagetour.browser.Look;
import org.registryfleet.pagetour.paper.SyntheticPage;
import org.registryfleet.pagetour.paper.SyntheticPageCluster;
import org.registryfleet.statusreporter.summary.HealthStatus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Measures the page of a large fleet in Chromium: first data, live updates, scrape. */
public final class PageMeasurement {

    private static final int CHANGES_EACH_BEAT = 10;
    private static final Duration BEAT = Duration.ofMillis(50);

    /** Runs before the page's own scripts: when the frame with the first rows has been shown. */
    private static final String FIRST_DATA =
            """
            window.firstData = new Promise((shown) => {
              new MutationObserver((_, observer) => {
                if (!document.querySelector("tbody tr")) return;
                observer.disconnect();
                requestAnimationFrame(() => setTimeout(() => shown(performance.now())));
              }).observe(document, { childList: true, subtree: true });
            })""";

    /** Tasks and frames for some seconds; the result is [updates, tasks, longest, p99, worst]. */
    private static final String JANK =
            """
            (seconds) => new Promise((done) => {
              const tasks = [];
              const gaps = [];
              let updates = 0;
              let last = performance.now();
              const watch = new PerformanceObserver((list) => list.getEntries().forEach((one) => tasks.push(one.duration)));
              watch.observe({ type: "longtask" });
              const table = new MutationObserver(() => updates++);
              table.observe(document.querySelector("tbody"), { childList: true, subtree: true, characterData: true, attributes: true });
              const end = last + seconds * 1000;
              requestAnimationFrame(function frame(now) {
                gaps.push(now - last);
                last = now;
                if (now < end) return requestAnimationFrame(frame);
                watch.disconnect();
                table.disconnect();
                gaps.sort((a, b) => a - b);
                done([updates, tasks.length, Math.max(0, ...tasks), gaps[Math.floor(gaps.length * 0.99)], gaps.at(-1)]);
              });
            })""";

    private final int clusters;
    private final int rounds;
    private final int seconds;

    /**
     * @param rounds first visits
     * @param seconds of live updates, 200 changes in each
     */
    public PageMeasurement(int clusters, int rounds, int seconds) {
        this.clusters = clusters;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    public PageFigures run() {
        try (var page = SyntheticPage.start(clusters);
                var chromium = Chromium.start()) {
            firstData(chromium, page);
            var first = IntStream.range(0, rounds).mapToDouble(_ -> firstData(chromium, page));
            var sorted = first.sorted().toArray();
            var live = live(chromium, page);
            var scrape = scrape(page);
            return new PageFigures(
                    sorted[sorted.length / 2],
                    sorted[sorted.length - 1],
                    live.get(0).longValue(),
                    live.get(1).longValue(),
                    live.get(2).doubleValue(),
                    live.get(3).doubleValue(),
                    live.get(4).doubleValue(),
                    scrape.millis(),
                    scrape.bytes());
        }
    }

    private static double firstData(Chromium chromium, SyntheticPage fleet) {
        try (var visit = chromium.visit(Look.DESK)) {
            visit.page().addInitScript(FIRST_DATA);
            visit.page().navigate(fleet.address().toString());
            return number(visit.page().evaluate("window.firstData")).doubleValue();
        }
    }

    private List<Number> live(Chromium chromium, SyntheticPage fleet) {
        try (var visit = chromium.visit(Look.DESK);
                var changes = Executors.newSingleThreadScheduledExecutor()) {
            visit.page().navigate(fleet.address() + "?sort=latest");
            visit.page().waitForSelector(".live.on", new Page.WaitForSelectorOptions());
            var next = new AtomicInteger();
            var changing =
                    changes.scheduleAtFixedRate(
                            () -> change(fleet, next), 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
            var seen = (List<?>) visit.page().evaluate(JANK, seconds);
            changing.cancel(false);
            return seen.stream().map(PageMeasurement::number).toList();
        }
    }

    private void change(SyntheticPage fleet, AtomicInteger next) {
        for (int i = 0; i < CHANGES_EACH_BEAT; i++) {
            int number = next.getAndIncrement();
            var summary = number % 3 == 0 ? HealthStatus.PROGRESSING : HealthStatus.AVAILABLE;
            fleet.tell(
                    new SyntheticPageCluster(number * 7 % clusters)
                            .reported(summary, Instant.now()));
        }
    }

    private record Scrape(double millis, long bytes) {}

    private static Scrape scrape(SyntheticPage fleet) {
        var address = fleet.address().resolve("/actuator/prometheus");
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address).build();
            http.send(request, BodyHandlers.ofByteArray());
            long begin = System.nanoTime();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            return new Scrape((System.nanoTime() - begin) / 1e6, answer.body().length);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot scrape " + address, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while scraping", stopped);
        }
    }

    private static Number number(Object seen) {
        return (Number) seen;
    }
}
