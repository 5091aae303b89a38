package org.registryfleet.clusterwatcher.watch;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.clusteraccess.api.ApiAnswer;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusterwatcher.kind.Watched;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Lists all objects of a watch, page by page. Blocks; a continue token that expires is a failure.
 */
record ListCall(ClusterApi api, Watched watched, int pageSize, Semaphore permits) {

    /** Ends with the last page's version, or with the failure of a page. */
    sealed interface Result {
        record Listed(String resourceVersion) implements Result {}

        record Failed(ApiAnswer.Failure failure) implements Result {}
    }

    Result run(Consumer<JsonNode> onPage) throws InterruptedException {
        permits.acquire();
        try {
            var more = "";
            while (true) {
                var request =
                        ApiRequest.list(watched.path(), watched.fieldSelector(), pageSize, more);
                switch (api.call(request)) {
                    case ApiAnswer.Success(_, var body) -> {
                        onPage.accept(body.path("items"));
                        more = body.at("/metadata/continue").asText();
                        if (more.isEmpty()) {
                            return new Result.Listed(body.at("/metadata/resourceVersion").asText());
                        }
                    }
                    case ApiAnswer.Failure failure -> {
                        return new Result.Failed(failure);
                    }
                }
            }
        } finally {
            permits.release();
        }
    }
}
