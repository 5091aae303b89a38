package org.registryfleet.regfleet;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** Asks a person whether to go on. */
@FunctionalInterface
interface Confirmation {

    /** The answer; empty when there is nobody to ask. */
    Optional<Boolean> ask(String question);

    /** Asks on the terminal; there is nobody to ask when input or output is not one. */
    static Confirmation onTerminal() {
        return question ->
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(console -> isYes(console.readLine("%s [y/N] ", question)));
    }

    private static boolean isYes(@Nullable String answer) {
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
