package org.registryfleet.audit.file;

import org.apache.avro.Schema;
import org.registryfleet.audit.evidence.Lane;
import org.registryfleet.audit.evidence.Manifest.RecordForm;

import java.io.IOException;
import java.util.Map;

/** Opens the records of a partition in whatever form they have. */
final class Readers {

    private Readers() {}

    static RecordReader open(Bundle bundle, Lane lane, RecordForm form, Map<String, Schema> schemas)
            throws IOException {
        var source = bundle.open(Bundle.records(lane, form));
        return switch (form) {
            case RAW -> new FrameReader(source);
            case JSON -> new LineReader(source, lane, new RecordLine(schemas));
        };
    }
}
