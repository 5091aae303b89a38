package org.registryfleet.regfleetlocal;

import org.registryfleet.regfleet.Regfleet;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.util.Map;
import java.util.logging.LogManager;

/** The commands of regfleet and, beside them, a simulated fleet and the player of scenarios. */
public final class LocalRegfleet {

    private LocalRegfleet() {}

    public static void main(String[] args) {
        // several services in one process share one log; each would set it up again
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
        System.exit(
                Regfleet.execute(
                        Map.of("local", LocalCommand.class, "scenarios", ScenariosCommand.class),
                        args));
    }
}
