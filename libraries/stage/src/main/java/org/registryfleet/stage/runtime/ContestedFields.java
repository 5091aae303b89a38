package org.registryfleet.stage.runtime;

import org.registryfleet.events.Contest;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.stage.ledger.Contested.Stand;
import org.registryfleet.stage.ledger.ContestedField;

import java.util.List;

/** Maps {@link ContestedField} to and from its Avro form in the results of the stages. */
public final class ContestedFields {

    private ContestedFields() {}

    public static List<org.registryfleet.events.ContestedField> encode(
            List<ContestedField> fields) {
        return fields.stream().map(ContestedFields::encode).toList();
    }

    public static List<ContestedField> decode(
            List<org.registryfleet.events.ContestedField> fields) {
        return fields.stream().map(ContestedFields::decode).toList();
    }

    private static org.registryfleet.events.ContestedField encode(ContestedField field) {
        var ref = field.ref();
        return org.registryfleet.events.ContestedField.newBuilder()
                .setObject(new ObjectKey(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name()))
                .setOnStatus(field.onStatus())
                .setField(field.field())
                .setContest(contest(field.stand()))
                .setWanted(field.wanted())
                .setFound(field.found())
                .setManager(field.manager())
                .setSince(field.since())
                .build();
    }

    private static ContestedField decode(org.registryfleet.events.ContestedField field) {
        return new ContestedField(
                EventMapper.ref(field.getObject()),
                field.getOnStatus(),
                field.getField(),
                stand(field.getContest()),
                field.getWanted(),
                field.getFound(),
                field.getManager(),
                field.getSince());
    }

    private static Contest contest(Stand stand) {
        return switch (stand) {
            case REWRITTEN -> Contest.REWRITTEN;
            case DROPPED -> Contest.DROPPED;
            case CHANGED_BACK -> Contest.CHANGED_BACK;
            case WATCHED, REPORTED -> Contest.UNKNOWN;
        };
    }

    private static Stand stand(Contest contest) {
        return switch (contest) {
            case REWRITTEN -> Stand.REWRITTEN;
            case DROPPED -> Stand.DROPPED;
            case CHANGED_BACK, UNKNOWN -> Stand.CHANGED_BACK;
        };
    }
}
