package org.registryfleet.localfleet.faultrun;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.schemas.TopicSettings;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the producer of a stage and its topics take, as the settings of the services say.
 *
 * @param request of the producer
 * @param changelog an entry of a changelog
 * @param topic a record of any other topic
 */
record RecordLimits(int request, int changelog, int topic) {

    private static final String STREAMS = "spring.cloud.stream.kafka.streams.binder.configuration.";
    private static final int KAFKAS_DEFAULT = 1024 * 1024;

    static final RecordLimits OF_A_SERVICE = read();

    boolean isTooLarge(ProducerRecord<byte[], byte[]> record) {
        int size = record.value() == null ? 0 : record.value().length;
        return size > request || size > (record.topic().endsWith("-changelog") ? changelog : topic);
    }

    private static RecordLimits read() {
        var sources = new MutablePropertySources();
        var resource = new ClassPathResource("stage-service.yaml");
        try {
            new YamlPropertySourceLoader().load("service", resource).forEach(sources::addLast);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        var settings = new PropertySourcesPropertyResolver(sources);
        return new RecordLimits(
                limit(settings, "producer.max.request.size"),
                limit(settings, "topic.max.message.bytes"),
                TopicSettings.DEFAULT.maxMessageBytes());
    }

    private static int limit(PropertySourcesPropertyResolver settings, String name) {
        return settings.getProperty(STREAMS + name, Integer.class, KAFKAS_DEFAULT);
    }
}
