package org.registryfleet.benchmarks;

import org.registryfleet.benchmarks.evidence.EvidenceBench;
import org.registryfleet.benchmarks.footprint.HeapBench;
import org.registryfleet.benchmarks.inventory.InventoryBench;
import org.registryfleet.benchmarks.latency.FarAwayBench;
import org.registryfleet.benchmarks.latency.IsolationBench;
import org.registryfleet.benchmarks.latency.LatencyBench;
import org.registryfleet.benchmarks.latency.ProviderDownBench;
import org.registryfleet.benchmarks.latency.WritesBench;
import org.registryfleet.benchmarks.page.PageBench;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.benchmarks.throughput.BucketFleetBench;
import org.registryfleet.benchmarks.throughput.BucketsBench;
import org.registryfleet.benchmarks.throughput.FleetBench;
import org.registryfleet.benchmarks.throughput.FlipBench;
import org.registryfleet.benchmarks.throughput.ReplayBench;
import org.registryfleet.benchmarks.throughput.RestartBench;
import org.registryfleet.benchmarks.throughput.StagesBench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command {@code benchmarks/run}: runs the named measurements and prints their figures. */
public final class Benchmarks {

    private enum Measurement {
        LATENCY {
            @Override
            void run(Report report) {
                new LatencyBench(report, Integer.getInteger("bench.rounds", 200), 20).run();
            }
        },
        WRITES {
            @Override
            void run(Report report) {
                new WritesBench(report).run();
            }
        },
        STAGES {
            @Override
            void run(Report report) {
                new StagesBench(report, Long.getLong("bench.observations", 300_000)).run();
            }
        },
        FLEET {
            @Override
            void run(Report report) {
                new FleetBench(report, Integer.getInteger("bench.rounds", 10)).run();
            }
        },
        FLIP {
            @Override
            void run(Report report) {
                new FlipBench(report, Integer.getInteger("bench.clusters", 3_000)).run();
            }
        },
        RESTART {
            @Override
            void run(Report report) {
                new RestartBench(report, Integer.getInteger("bench.clusters", 5_000)).run();
            }
        },
        ISOLATION {
            @Override
            void run(Report report) {
                new IsolationBench(report, 100, Integer.getInteger("bench.rounds", 10)).run();
            }
        },
        PROVIDER_DOWN {
            @Override
            void run(Report report) {
                new ProviderDownBench(report, 100, Integer.getInteger("bench.rounds", 10)).run();
            }
        },
        FAR_AWAY {
            @Override
            void run(Report report) {
                new FarAwayBench(
                                report,
                                Integer.getInteger("bench.clusters", 100),
                                Integer.getInteger("bench.rounds", 10),
                                Integer.getInteger("bench.idle", 10))
                        .run();
            }
        },
        BUCKETS {
            @Override
            void run(Report report) {
                new BucketsBench(report, Integer.getInteger("bench.clusters", 200)).run();
            }
        },
        BUCKET_FLEET {
            @Override
            void run(Report report) {
                new BucketFleetBench(report, Integer.getInteger("bench.clusters", 1_000)).run();
            }
        },
        HEAP {
            @Override
            void run(Report report) {
                new HeapBench(report, Integer.getInteger("bench.clusters", 100)).run();
            }
        },
        EVIDENCE {
            @Override
            void run(Report report) {
                new EvidenceBench(report, Long.getLong("bench.records", 1_000_000)).run();
            }
        },
        INVENTORY {
            @Override
            void run(Report report) {
                new InventoryBench(report, Integer.getInteger("bench.clusters", 5_000)).run();
            }
        },
        PAGE {
            @Override
            void run(Report report) {
                new PageBench(report, Integer.getInteger("bench.clusters", 5_000)).run();
            }
        },
        REPLAY {
            @Override
            void run(Report report) {
                new ReplayBench(report, Long.getLong("bench.records", 1_000_000)).run();
            }
        };

        abstract void run(Report report);

        static String names() {
            return Stream.of(values()).map(Measurement::word).collect(Collectors.joining(" | "));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private Benchmarks() {}

    public static void main(String[] args) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LogManager.getLogManager().reset();
        Thread.setDefaultUncaughtExceptionHandler(
                (_, failure) -> {
                    failure.printStackTrace();
                    Runtime.getRuntime().halt(3);
                });
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var named = List.of(args);
        var chosen =
                Stream.of(Measurement.values())
                        .filter(one -> named.contains("all") || named.contains(one.word()))
                        .toList();
        if (chosen.isEmpty()) {
            out.println("usage: benchmarks/run all | " + Measurement.names());
            System.exit(2);
        }
        var report = new Report(out);
        for (var one : chosen) {
            report.say("%s ...", one.word());
            one.run(report);
        }
        report.print();
        System.exit(report.isMet() ? 0 : 1);
    }
}
