package org.registryfleet.pagetour.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * One visitor with one page. Keeps what the console complains about and every request that leaves
 * this machine.
 */
public final class Visit implements AutoCloseable {

    private static final List<String> FAULTS = List.of("error", "warning");

    /** The browser's note of an answer after which the page asks again. */
    private static final String BUSY = "status of 503";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visit(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(
                message -> {
                    if (FAULTS.contains(message.type()) && !message.text().contains(BUSY)) {
                        complaints.add(
                                "%s at %s: %s"
                                        .formatted(message.type(), page.url(), message.text()));
                    }
                });
        page.onPageError(error -> complaints.add("exception: " + error));
        page.onRequest(
                request -> {
                    var host = URI.create(request.url()).getHost();
                    if (host != null && !host.equals("127.0.0.1")) {
                        complaints.add("a request to " + request.url());
                    }
                });
    }

    public Page page() {
        return page;
    }

    /** What went wrong so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        context.close();
    }
}
