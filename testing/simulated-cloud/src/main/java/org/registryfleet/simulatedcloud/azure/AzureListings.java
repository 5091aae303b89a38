package org.registryfleet.simulatedcloud.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.util.Map;
import java.util.TreeMap;

/** Lists of accounts and of blobs, page by page. */
final class AzureListings {

    private static final int PAGE = 10;
    private static final String GROUP =
            "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/";

    private AzureListings() {}

    /** The subscription's accounts. */
    static CloudReply accounts(Map<String, StoredAccount> accounts, CloudRequest request) {
        var after = request.query().getOrDefault("$skiptoken", "");
        var rest = new TreeMap<>(accounts).tailMap(after, false);
        var page = JsonNodeFactory.instance.objectNode();
        var value = page.putArray("value");
        rest.entrySet().stream()
                .limit(PAGE)
                .filter(account -> !account.getValue().isForeign())
                .forEach(
                        account ->
                                value.add(
                                        account.getValue()
                                                .resource()
                                                .deepCopy()
                                                .put("id", GROUP + account.getKey())
                                                .put("name", account.getKey())));
        rest.keySet().stream()
                .skip(PAGE - 1)
                .findFirst()
                .filter(_ -> rest.size() > PAGE)
                .ifPresent(
                        last ->
                                page.put(
                                        "nextLink",
                                        "https://%s%s?api-version=2023-05-01&$skiptoken=%s"
                                                .formatted(request.host(), request.path(), last)));
        return CloudReply.json(200, page);
    }

    /** A container's blobs, of one byte each. */
    static CloudReply blobs(int count, CloudRequest request) {
        int from = Integer.parseInt(request.query().getOrDefault("marker", "0"));
        int to = Math.min(count, from + PAGE);
        var xml = new StringBuilder("<?xml version=\"1.0\"?><EnumerationResults><Blobs>");
        for (int i = from; i < to; i++) {
            xml.append(
                    "<Blob><Name>docker/%d</Name><Properties><Content-Length>1</Content-Length></Properties></Blob>"
                            .formatted(i));
        }
        xml.append("</Blobs><NextMarker>").append(to < count ? to : "").append("</NextMarker>");
        return CloudReply.of(200, xml.append("</EnumerationResults>").toString());
    }
}
