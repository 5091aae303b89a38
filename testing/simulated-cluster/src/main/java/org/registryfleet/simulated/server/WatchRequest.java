package org.registryfleet.simulated.server;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.HttpRequest;
import org.registryfleet.simulated.store.Selection;

import java.time.Duration;

/**
 * What a watch asks for.
 *
 * @param after the revision after which to start; 0 for now
 * @param initial whether the objects that are there come first, as added
 * @param initialEnd whether a bookmark marks the end of these
 * @param bookmarks whether bookmarks are wanted
 * @param timeout after which the watch ends; zero for never
 */
record WatchRequest(
        Selection selection,
        long after,
        boolean initial,
        boolean initialEnd,
        boolean bookmarks,
        Duration timeout) {

    static WatchRequest of(Selection selection, HttpRequest request) {
        var after = Versions.revision(request.query("resourceVersion"));
        var streamed = request.query("sendInitialEvents");
        if (!streamed.isEmpty() && !request.query("resourceVersionMatch").equals("NotOlderThan")) {
            throw ApiFailure.badRequest(
                    "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan in a watch request");
        }
        var wanted = isTrue(streamed);
        return new WatchRequest(
                selection,
                wanted ? 0 : after,
                wanted || (streamed.isEmpty() && after == 0),
                wanted,
                isTrue(request.query("allowWatchBookmarks")),
                Duration.ofSeconds(
                        Versions.number("timeoutSeconds", request.query("timeoutSeconds"))));
    }

    static boolean isTrue(String parameter) {
        return parameter.equals("true") || parameter.equals("1");
    }
}
