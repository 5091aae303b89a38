package org.registryfleet.inventory.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.inventory.decision.InventoryChange.Standing;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.inventory.source.FoundCluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Sources, watches, people and time in random orders: never two registrations that are written to
 * for one cluster, and none lost. {@code -Dinventory.orders} plays more than 10,000, {@code
 * -Dinventory.seed} begins elsewhere.
 */
class RandomOrdersTest {
    private static final int ORDERS = Integer.getInteger("inventory.orders", 10_000);
    private static final long SEED = Long.getLong("inventory.seed", 1);
    private static final int STEPS = 120;
    private static final List<String> SOURCES = List.of("argo", "hive", "ocm");

    @Test
    void neverHasTwoWritersAndLosesNobody() {
        for (var seed = SEED; seed < SEED + ORDERS; seed++) {
            new Order(seed).play();
        }
    }

    /** One order: real clusters have uids, sources know some of them under some address. */
    private static final class Order {
        private final long seed;
        private final Random chance;
        private final Story story = new Story();
        // by source and name: the real cluster at its address
        private final Map<String, Map<String, Integer>> known = new TreeMap<>();
        private final Map<String, Integer> rotations = new HashMap<>();
        private final Map<String, Integer> installations = new HashMap<>();

        Order(long seed) {
            this.seed = seed;
            this.chance = new Random(seed);
            var precedence = 0;
            for (var source : SOURCES) {
                story.source(
                        SourceSettings.of(source, "argocd", precedence++)
                                .withGuard(
                                        new SourceSettings.Guard(
                                                Duration.ofMinutes(30),
                                                50,
                                                2,
                                                Duration.ofMinutes(10))));
                known.put(source, new TreeMap<>());
            }
        }

        void play() {
            for (var step = 0; step < STEPS; step++) {
                act();
                check();
            }
            settle();
            check();
            nobodyIsLost();
        }

        private void act() {
            var source = SOURCES.get(chance.nextInt(SOURCES.size()));
            var name = "c" + chance.nextInt(5);
            switch (chance.nextInt(12)) {
                case 0, 1, 2 -> {
                    known.get(source).putIfAbsent(name, chance.nextInt(4));
                    find(source, name);
                }
                case 3 -> {
                    known.get(source).remove(name);
                    story.gone(source, name);
                }
                case 4 -> {
                    rotations.merge(source + name, 1, Integer::sum);
                    find(source, name);
                }
                case 5 -> story.tell(new InventoryFact.Unreadable(story.now, source, "403"));
                case 6 -> story.tell(new InventoryFact.Listed(story.now, source));
                case 7 -> story.after(Duration.ofSeconds(chance.nextInt(2000)));
                case 8 -> installations.merge("real" + chance.nextInt(4), 1, Integer::sum);
                default -> watch();
            }
        }

        private void find(String source, String name) {
            if (known.get(source).containsKey(name)) {
                story.found(source, FoundCluster.of(name, Map.of(), endpoint(source, name)));
            }
        }

        private ClusterEndpoint endpoint(String source, String name) {
            return new ClusterEndpoint(
                    source + ":x/" + name,
                    "https://" + known.get(source).get(name),
                    "ca",
                    "TOKEN",
                    null,
                    "" + rotations.getOrDefault(source + name, 0));
        }

        /** The watch of some registration reads the uid of what is at its address now. */
        private void watch() {
            var registrations = List.copyOf(story.fleet.keySet());
            if (!registrations.isEmpty()) {
                identify(registrations.get(chance.nextInt(registrations.size())));
            }
        }

        private void identify(String registration) {
            var server = story.fleet.get(registration).endpoint().server();
            story.identified(registration, uid(server));
        }

        private String uid(String server) {
            var real = "real" + server.substring("https://".length());
            return real + "#" + installations.getOrDefault(real, 0);
        }

        private void check() {
            var writers = new HashMap<String, String>();
            story.fleet.forEach(
                    (registration, registered) -> {
                        if (registered.admission().standing() == Standing.ADMITTED) {
                            assertThat(registered.admission().uid())
                                    .as("seed %d", seed)
                                    .isNotEmpty();
                            assertThat(writers.put(registered.admission().uid(), registration))
                                    .as(
                                            "seed %d: two writers of one cluster, one is %s",
                                            seed, registration)
                                    .isNull();
                        }
                    });
        }

        /** Everything is read again, every registration is watched, nobody is in doubt any more. */
        private void settle() {
            for (var round = 0; round < 4; round++) {
                for (var source : SOURCES) {
                    story.tell(new InventoryFact.Listed(story.now, source));
                    known.get(source).keySet().forEach(name -> find(source, name));
                }
                story.after(Duration.ofSeconds(10));
                List.copyOf(story.fleet.keySet())
                        .forEach(
                                registration -> {
                                    if (story.fleet.containsKey(registration)) {
                                        identify(registration);
                                    }
                                });
                story.after(Duration.ofSeconds(10));
            }
        }

        /** Every cluster that some source still has is in the fleet, and may be written to. */
        private void nobodyIsLost() {
            var admitted =
                    story.fleet.values().stream()
                            .filter(one -> one.admission().standing() == Standing.ADMITTED)
                            .map(one -> one.admission().uid())
                            .toList();
            for (var source : SOURCES) {
                known.get(source)
                        .forEach(
                                (name, real) ->
                                        assertThat(admitted)
                                                .as("seed %d: %s of %s", seed, name, source)
                                                .contains(uid("https://" + real)));
            }
        }
    }
}
