package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Base of every generated event. Avro refuses to load record classes of packages it was not told to
 * trust, and a builder's defaults already need that; so the trust is given when the first event
 * class is initialised.
 */
public abstract class EventRecord extends SpecificRecordBase {

    private static final String EVENTS = "org.registryfleet.events";

    static {
        trustEvents();
    }

    /** Adds to what the process trusts already; giving the trust twice does no harm. */
    static void trustEvents() {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getPackageName().equals(EVENTS)));
    }
}
