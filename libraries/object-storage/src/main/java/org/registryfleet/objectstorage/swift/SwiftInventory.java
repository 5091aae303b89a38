package org.registryfleet.objectstorage.swift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.RestClient;
import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.inventory.Inventory;
import org.registryfleet.objectstorage.inventory.InventoryListing;
import org.registryfleet.objectstorage.inventory.MarkedBucket;
import org.registryfleet.objectstorage.inventory.Usage;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Inventory of one OpenStack project. */
public final class SwiftInventory implements Inventory {

    private static final int PAGE = 1000;
    private static final int MISSING = 404;
    private static final int FIRST_REFUSAL = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode place;
    private final ProviderTimeouts limits;
    private final RestClient http;

    public SwiftInventory(
            ObjectNode place, ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.place = place;
        this.limits = limits;
        this.http = new RestClient(limits, endpointOverride);
    }

    @Override
    public InventoryListing survey() throws IOException {
        var login = login();
        var marked = new ArrayList<MarkedBucket>();
        var troubles = new ArrayList<InventoryListing.Trouble>();
        var page = names(login, "");
        while (!page.isEmpty()) {
            for (var name : page) {
                try {
                    var facts = facts(login, name);
                    var owner = header(facts, SwiftContainer.MARK);
                    if (!owner.isEmpty()) {
                        marked.add(
                                new MarkedBucket(name, owner, time(header(facts, "X-Timestamp"))));
                    }
                } catch (IOException failure) {
                    troubles.add(
                            new InventoryListing.Trouble(
                                    name, String.valueOf(failure.getMessage())));
                }
            }
            page = names(login, page.getLast());
        }
        return new InventoryListing(marked, troubles);
    }

    private List<String> names(Keystone.Login login, String after) throws IOException {
        var address =
                "%s?format=json&limit=%d&marker=%s"
                        .formatted(
                                login.endpoint(),
                                PAGE,
                                URLEncoder.encode(after, StandardCharsets.UTF_8));
        var answer =
                http.send(
                        "",
                        "GET",
                        URI.create(address),
                        Map.of("X-Auth-Token", login.token(), "Accept", "application/json"),
                        "");
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new IOException(
                    "the list of containers was answered with " + answer.statusCode());
        }
        var names = new ArrayList<String>();
        if (!answer.body().isEmpty()) {
            JSON.readTree(answer.body()).forEach(one -> names.add(one.path("name").asText()));
        }
        return names;
    }

    @Override
    public Usage usage(MarkedBucket bucket) throws IOException {
        var facts = facts(login(), bucket.name());
        return new Usage(
                number(header(facts, "X-Container-Object-Count")),
                number(header(facts, "X-Container-Bytes-Used")),
                true);
    }

    @Override
    public ExternalResourceResult remove(MarkedBucket bucket) {
        try {
            var login = login();
            return header(facts(login, bucket.name()), SwiftContainer.MARK).equals(bucket.owner())
                    ? container(login, bucket).remove()
                    : ExternalResults.notOwned(
                            bucket.name(), SwiftContainer.MARK + ": " + bucket.owner());
        } catch (SwiftException refused) {
            if (refused.status() == MISSING) {
                return ExternalResults.gone();
            }
            return refused.answer();
        } catch (IOException failure) {
            return ExternalResults.failed(
                    0, ExternalResults.UNKNOWN, "no answer: " + failure.getMessage());
        }
    }

    private HttpResponse<String> facts(Keystone.Login login, String name) throws IOException {
        return container(login, new MarkedBucket(name, "", "")).facts();
    }

    private SwiftContainer container(Keystone.Login login, MarkedBucket bucket) {
        var spec = place.deepCopy().put("bucket", bucket.name()).put("owner", bucket.owner());
        // the ownership mark was verified before
        spec.put("state", "Absent").put("createdHere", true);
        var end = System.nanoTime() + limits.action().toNanos();
        return new SwiftContainer(
                http, "", login, new WantedStorage(spec), () -> System.nanoTime() < end);
    }

    private Keystone.Login login() throws IOException {
        return new Keystone(http, "", new WantedStorage(place)).login();
    }

    private static String header(HttpResponse<String> facts, String name) {
        return facts.headers().firstValue(name).orElse("");
    }

    private static String time(String seconds) {
        try {
            return seconds.isEmpty()
                    ? ""
                    : Instant.ofEpochSecond(Long.parseLong(seconds.split("\\.", 2)[0])).toString();
        } catch (NumberFormatException noTime) {
            return "";
        }
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    @Override
    public void close() {
        http.close();
    }
}
