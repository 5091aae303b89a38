package org.registryfleet.simulated.server;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What goes wrong with a request. */
public sealed interface Fault {

    /** The answer comes late. */
    record Delay(Duration duration) implements Fault {}

    /** The answer is this code; a positive retryAfter is sent as the header. */
    record Answer(int code, Duration retryAfter) implements Fault {}

    /** The connection is closed without an answer, as a proxy in front of a dead server does. */
    record Refusal() implements Fault {}

    /** There is no answer until the client gives up. */
    record Hang() implements Fault {}

    /**
     * The answer is a 200 whose body repeats this text until the client hangs up: an endless line
     * unless the text ends one.
     *
     * @param sent how many bytes of such answers went out
     */
    record Endless(String text, LongAdder sent) implements Fault {}

    /** The write is answered by 409, as if someone else had been faster. */
    record Conflict() implements Fault {}
}
