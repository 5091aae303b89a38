package org.registryfleet.clusterwatcher.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusterwatcher.service.watch.WatchSettings;
import org.registryfleet.schemas.KafkaSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

class ClusterWatcherSettingsTest {

    @Test
    void hasTheseDefaults() throws IOException {
        var settings =
                new Binder(
                                ConfigurationPropertySources.from(file()),
                                null,
                                ApplicationConversionService.getSharedInstance())
                        .bind("fleet", ClusterWatcherSettings.class)
                        .get();

        assertThat(settings)
                .isEqualTo(
                        new ClusterWatcherSettings(
                                "local",
                                "env:FLEET_DIGEST_KEY",
                                "",
                                new KafkaSettings(
                                        "localhost:9092",
                                        "",
                                        12,
                                        (short) 3,
                                        Duration.ofDays(90),
                                        Duration.ofSeconds(120)),
                                true,
                                new ClusterWatcherSettings.Access(
                                        Path.of("clusters"),
                                        "in-cluster",
                                        Map.of(),
                                        Duration.ofSeconds(10),
                                        DataSize.ofMegabytes(16),
                                        DataSize.ofMegabytes(4)),
                                new ClusterWatcherSettings.Watch(
                                        500,
                                        8,
                                        32,
                                        Duration.ofSeconds(90),
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(60),
                                        Duration.ofDays(30),
                                        500),
                                new ClusterWatcherSettings.Redacting(List.of())));
        assertThat(settings.watch().settings()).isEqualTo(WatchSettings.standard());
    }

    @Test
    void givesEverySettingADefaultInTheFile() throws IOException {
        var keys = new TreeSet<String>();
        keys("fleet", ClusterWatcherSettings.class, keys);

        var source = file();
        assertThat(keys).allMatch(source::containsProperty);
    }

    private static PropertySource<?> file() throws IOException {
        return new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("cluster-watcher.yaml"))
                .getFirst();
    }

    private static void keys(String prefix, Class<?> type, Set<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            var key = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                keys(key, component.getType(), keys);
            } else if (component.getType() != Map.class) {
                // the entries of a map are named by whoever sets it
                keys.add(key);
            }
        }
    }

    private static String kebab(String name) {
        return Pattern.compile("[A-Z]")
                .matcher(name)
                .replaceAll(m -> "-" + m.group().toLowerCase());
    }
}
