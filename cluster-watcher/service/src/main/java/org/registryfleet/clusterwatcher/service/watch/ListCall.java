package org.registryfleet.clusterwatcher.service.watch;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterwatcher.kind.WatchedKind;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/**
 * Lists all objects of a watch page by page and asks for smaller pages when one exceeds the
 * response limit. Blocks; an expired continue token is a failure.
 */
record ListCall(
        ClusterApi api, WatchedKind watched, int pageSize, Semaphore permits, PageSlots.Slot slot) {
    private static final int SMALLER = 8;

    /** The metadata of all objects, from a {@code PartialObjectMetadataList}. */
    record Metadata(List<JsonNode> items, Result result) {}

    /** The resourceVersion of the last page, or the failure of one. */
    sealed interface Result {
        record Listed(String resourceVersion) implements Result {}

        record Failed(ApiResult.Failure failure) implements Result {}
    }

    /** Receives the objects of a page and runs {@code recorded} when it is done with them. */
    interface Pages {
        void take(JsonNode items, Runnable recorded);
    }

    Result run(Pages pages) throws InterruptedException {
        return run(UnaryOperator.identity(), pages);
    }

    Metadata metadata() throws InterruptedException {
        var all = new ArrayList<JsonNode>();
        var result =
                run(
                        ApiRequest::forMetadataList,
                        (items, recorded) -> {
                            items.forEach(all::add);
                            recorded.run();
                        });
        return new Metadata(all, result);
    }

    private Result run(UnaryOperator<ApiRequest> form, Pages pages) throws InterruptedException {
        permits.acquire();
        try {
            var more = "";
            var size = pageSize;
            while (true) {
                switch (page(form, size, more)) {
                    case ApiResult.Success(_, var body) -> {
                        pages.take(body.path("items"), slot::done);
                        more = body.at("/metadata/continue").asText();
                        if (more.isEmpty()) {
                            return new Result.Listed(WatchEvent.version(body));
                        }
                    }
                    case ApiResult.Failure failure -> {
                        slot.done();
                        if (size > 1 && isTooLarge(failure)) {
                            size = Math.max(1, size / SMALLER);
                            continue;
                        }
                        return new Result.Failed(failure);
                    }
                }
            }
        } finally {
            permits.release();
        }
    }

    private static boolean isTooLarge(ApiResult.Failure failure) {
        return failure instanceof Rejected rejected && rejected.code() == Rejected.TOO_LARGE;
    }

    private ApiResult page(UnaryOperator<ApiRequest> form, int size, String more)
            throws InterruptedException {
        slot.next();
        var request = ApiRequest.list(watched.path(), watched.fieldSelector(), size, more);
        try {
            return api.call(form.apply(request), slot);
        } catch (RuntimeException | Error bug) {
            slot.done();
            throw bug;
        }
    }
}
