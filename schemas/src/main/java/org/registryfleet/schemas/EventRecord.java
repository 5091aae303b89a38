package org.registryfleet.schemas;

import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Base of every generated event. Tells Avro two things before the first event exists, because what
 * fails without them is a builder's default and the comparison of two equal events.
 */
public abstract class EventRecord extends SpecificRecordBase {

    private static final String EVENTS = "org.registryfleet.events";

    static {
        trustEvents();
        compareTimes();
    }

    /** Avro loads no record or enum class from a package that it was not told to trust. */
    private static void trustEvents() {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getPackageName().equals(EVENTS)));
    }

    /** Avro's arrays compare their elements by the generic model, which knows no times. */
    private static void compareTimes() {
        GenericData.get().addLogicalTypeConversion(new TimestampMillisConversion());
    }
}
