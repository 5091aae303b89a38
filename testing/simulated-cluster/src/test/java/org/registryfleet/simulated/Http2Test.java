package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.simulated.OneCluster.MAPS;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.net.http.HttpClient;
import java.util.ArrayList;

/** With TLS the API server is the same to clients of HTTP/2. */
class Http2Test {

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Objects extends ApiServerConformance {
        private final SimulatedFleet fleet = Http2.start();
        private final HttpClient client = Http2.client(HttpClient.Version.HTTP_2);

        @BeforeAll
        void addCluster() {
            fleet.addCluster("one");
        }

        @AfterAll
        void stop() {
            fleet.close();
        }

        @Override
        Api server() {
            return new Api(client, fleet.baseUrl("one"), "");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Lists extends ListAndWatchConformance {
        private final SimulatedFleet fleet = Http2.start();
        private final HttpClient client = Http2.client(HttpClient.Version.HTTP_2);

        @BeforeAll
        void addCluster() {
            fleet.addCluster("one");
        }

        @AfterAll
        void stop() {
            fleet.close();
        }

        @Override
        Api server() {
            return new Api(client, fleet.baseUrl("one"), "");
        }
    }

    @Nested
    class Faults extends FaultTest {
        @Override
        OneCluster oneCluster() {
            return new OneCluster(Http2.start(), Http2.client(HttpClient.Version.HTTP_2));
        }
    }

    @Test
    void carriesAllWatchesOfAClientOverOneConnection() {
        try (var one = new OneCluster(Http2.start(), Http2.client(HttpClient.Version.HTTP_2))) {
            assertThat(one.api().text(MAPS).version()).isEqualTo(HttpClient.Version.HTTP_2);
            var watches = new ArrayList<Watch>();
            for (var i = 0; i < 36; i++) {
                watches.add(one.api().watch(MAPS + "?watch=true"));
            }
            await().until(() -> one.cluster().watches().count() == watches.size());

            one.write("a");

            assertThat(watches).allSatisfy(w -> assertThat(w.next().label()).isEqualTo("ADDED a"));
            assertThat(one.fleet().connections()).isEqualTo(1);
            watches.getFirst().close();
            await().until(() -> one.cluster().watches().count() == watches.size() - 1);
        }
    }

    @Test
    void servesClientsWithoutHttp2OverTls() {
        try (var one = new OneCluster(Http2.start(), Http2.client(HttpClient.Version.HTTP_1_1))) {
            assertThat(one.api().text(MAPS).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(one.fleet().baseUrl("one")).startsWith("https://");
            assertThat(one.fleet().kubeconfig("one")).contains("certificate-authority-data: ");
        }
    }
}
