package org.registryfleet.localfleet.faultrun;

import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Only what cannot be read, and what a broken rule was asked about, is a dead letter. */
final class DeadLetterCheck {

    private static final List<String> REASONS = List.of("the record starts with", "a rule with");

    private DeadLetterCheck() {}

    static List<String> unexplained(MemoryLog log) {
        return Topics.events().stream()
                .map(TopicSpec::deadLetter)
                .flatMap(topic -> unexplained(log, topic.name()))
                .distinct()
                .toList();
    }

    private static Stream<String> unexplained(MemoryLog log, String topic) {
        return log.lines(topic).stream()
                .flatMap(line -> Stream.of(line.headers()))
                .filter(header -> header.key().equals("error"))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .filter(why -> REASONS.stream().noneMatch(why::contains))
                .map(why -> topic + ": " + why);
    }
}
