package org.registryfleet.scenarios.format;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A name with {@code *} for any characters and {@code ?} for one. */
public record NamePattern(String text) {

    public boolean matches(String name) {
        var regex =
                text.chars()
                        .mapToObj(
                                c ->
                                        switch (c) {
                                            case '*' -> ".*";
                                            case '?' -> ".";
                                            default -> Pattern.quote(Character.toString(c));
                                        })
                        .collect(Collectors.joining());
        return name.matches(regex);
    }

    /** True when only one name can match. */
    public boolean isExact() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
