package org.registryfleet.simulatedcloud.gcs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Lists of buckets and of what is in them, page by page. */
final class GcsListings {

    private static final int PAGE = 32;

    private GcsListings() {}

    /** This project's buckets. */
    static CloudReply buckets(Map<String, StoredBucket> buckets, CloudRequest request) {
        var own = new TreeSet<String>();
        buckets.forEach(
                (name, bucket) -> {
                    if (!bucket.isForeign()) {
                        own.add(name);
                    }
                });
        var page = JsonNodeFactory.instance.objectNode().put("kind", "storage#buckets");
        var items = page.putArray("items");
        for (var name : page(own, request, page)) {
            var bucket = buckets.get(name);
            if (bucket != null) {
                items.add(bucket.resource());
            }
        }
        return CloudReply.json(200, page);
    }

    static CloudReply objects(StoredBucket bucket, CloudRequest request) {
        var page = JsonNodeFactory.instance.objectNode().put("kind", "storage#objects");
        var items = page.putArray("items");
        for (var name : page(bucket.objects(), request, page)) {
            items.addObject().put("name", name).put("generation", "1").put("size", "1");
        }
        return CloudReply.json(200, page);
    }

    private static Iterable<String> page(
            NavigableSet<String> all, CloudRequest request, ObjectNode page) {
        var rest = all.tailSet(request.query().getOrDefault("pageToken", ""), false);
        var names = rest.stream().limit(PAGE).toList();
        if (names.size() < rest.size()) {
            page.put("nextPageToken", names.getLast());
        }
        return names;
    }
}
