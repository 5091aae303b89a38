package org.registryfleet.schemas;

import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Base class of every generated event. Registers two Avro settings before the first event is
 * created, because builder defaults and the equality of two events depend on them.
 */
public abstract class EventRecord extends SpecificRecordBase {

    private static final String EVENTS = "org.registryfleet.events";

    static {
        trustEvents();
        compareTimes();
    }

    /** Avro loads record and enum classes from trusted packages only. */
    private static void trustEvents() {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getPackageName().equals(EVENTS)));
    }

    /** Avro's arrays compare elements with the generic model, which lacks the time conversions. */
    private static void compareTimes() {
        GenericData.get().addLogicalTypeConversion(new TimestampMillisConversion());
    }
}
