package org.registryfleet.regfleet.audit;

/** Colours, when a person looks at a terminal. */
enum Ink {
    PLAIN,
    COLOUR;

    String bold(String text) {
        return dyed("1", text);
    }

    String faint(String text) {
        return dyed("2", text);
    }

    String red(String text) {
        return dyed("31", text);
    }

    String green(String text) {
        return dyed("32", text);
    }

    String yellow(String text) {
        return dyed("33", text);
    }

    String cyan(String text) {
        return dyed("36", text);
    }

    private String dyed(String code, String text) {
        return switch (this) {
            case PLAIN -> text;
            case COLOUR -> "\u001b[" + code + "m" + text + "\u001b[0m";
        };
    }
}
