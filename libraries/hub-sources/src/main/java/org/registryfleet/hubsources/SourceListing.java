package org.registryfleet.hubsources;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.source.FoundCluster;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lists a source once and lets go of it.
 *
 * @param limit how long the hub may take to answer
 */
public record SourceListing(
        ClusterConnections hubs, Digester digester, InstantSource clock, Duration limit) {

    /**
     * What the source says now; the last fact is that it was listed, or that it could not be read.
     *
     * @param known what was said of its objects before
     */
    public List<InventoryFact> of(SourceConfiguration source, Map<String, FoundCluster> known)
            throws InterruptedException {
        var settings = source.settings();
        var told = new LinkedBlockingQueue<InventoryFact>();
        var facts = new ArrayList<InventoryFact>();
        try (var reader = new SourceReader(source, digester, clock, known, told::add)) {
            reader.start(() -> hubs.hub(settings.hub()), hubs.threads());
            while (true) {
                var fact = told.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (fact == null) {
                    var why = "the hub has not answered within %d s".formatted(limit.toSeconds());
                    fact = new InventoryFact.Unreadable(clock.instant(), settings.name(), why);
                }
                facts.add(fact);
                if (fact instanceof InventoryFact.Listed
                        || fact instanceof InventoryFact.Unreadable) {
                    return facts;
                }
            }
        }
    }
}
