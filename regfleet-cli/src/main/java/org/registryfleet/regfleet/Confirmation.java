package org.registryfleet.regfleet;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** Asks a person whether to go on. */
@FunctionalInterface
interface Confirmation {

    /** The answer; empty when there is nobody to ask. */
    Optional<Boolean> ask(String question);

    /** What is typed; empty when there is nobody to ask. */
    default Optional<String> read(String question) {
        return Optional.empty();
    }

    /** Asks on the terminal; there is nobody to ask when input or output is not one. */
    static Confirmation onTerminal() {
        return new Confirmation() {
            @Override
            public Optional<Boolean> ask(String question) {
                return read(question + " [y/N]").map(Confirmation::isYes);
            }

            @Override
            public Optional<String> read(String question) {
                return Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(console -> console.readLine("%s ", question));
            }
        };
    }

    private static boolean isYes(String answer) {
        return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
