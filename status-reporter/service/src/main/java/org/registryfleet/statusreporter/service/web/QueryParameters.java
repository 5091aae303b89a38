package org.registryfleet.statusreporter.service.web;

import org.registryfleet.statusreporter.service.fleet.FleetOrder;
import org.registryfleet.statusreporter.service.fleet.FleetQuery;
import org.registryfleet.statusreporter.summary.HealthStatus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The query parameters of a list of clusters. All errors are reported together. */
final class QueryParameters {

    static final int LONGEST_PAGE = 500;
    private static final int PAGE = 50;
    private static final int LONGEST_TEXT = 253;
    private static final List<String> NAMES =
            List.of("platform", "summary", "state", "text", "sort", "limit", "after", "skip");
    private static final int DEEPEST = 100_000;
    private static final List<String> ORDERS =
            Arrays.stream(FleetOrder.values()).map(FleetOrder::text).toList();
    private static final List<String> STATES = List.of("Managed", "Unmanaged", "Removed", "Force");
    private static final List<String> SUMMARIES =
            Arrays.stream(HealthStatus.values()).map(HealthStatus::text).toList();

    private final List<String> faults = new ArrayList<>();
    private final Map<String, List<String>> given;

    private QueryParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /**
     * Parses the query.
     *
     * @throws RequestProblem if they are invalid
     */
    static FleetQuery parse(Map<String, List<String>> given) {
        return new QueryParameters(given).query();
    }

    private FleetQuery query() {
        given.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .map(
                        name ->
                                "there is no parameter \"%s\"; the parameters are %s"
                                        .formatted(name, NAMES))
                .forEach(faults::add);
        var query =
                new FleetQuery(
                        text("platform"),
                        oneOf("summary", SUMMARIES),
                        oneOf("state", STATES),
                        text("text"),
                        order(),
                        number("limit", 1, PAGE, LONGEST_PAGE),
                        text("after"),
                        number("skip", 0, 0, DEEPEST));
        if (query.order() != FleetOrder.ID && !query.after().isEmpty()) {
            faults.add("after goes with the order by id only; use skip");
        }
        if (!faults.isEmpty()) {
            throw RequestProblem.badRequest(faults);
        }
        return query;
    }

    private String oneOf(String name, List<String> allowed) {
        var text = text(name);
        if (!text.isEmpty() && allowed.stream().noneMatch(text::equalsIgnoreCase)) {
            faults.add("%s is \"%s\"; it must be one of %s".formatted(name, text, allowed));
        }
        return text;
    }

    private FleetOrder order() {
        var text = oneOf("sort", ORDERS);
        return Arrays.stream(FleetOrder.values())
                .filter(order -> order.text().equalsIgnoreCase(text))
                .findFirst()
                .orElse(FleetOrder.ID);
    }

    private int number(String name, int least, int otherwise, int most) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // reported below, like a number out of range
        }
        faults.add(
                "%s is \"%s\"; it must be a number from %d to %d"
                        .formatted(name, text, least, most));
        return otherwise;
    }

    private String text(String name) {
        var values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            faults.add("%s is given %d times; give it once".formatted(name, values.size()));
        }
        var text = values.isEmpty() ? "" : values.getFirst().strip();
        if (text.length() > LONGEST_TEXT) {
            faults.add(
                    "%s has %d characters; it may have %d"
                            .formatted(name, text.length(), LONGEST_TEXT));
            return "";
        }
        return text;
    }
}
