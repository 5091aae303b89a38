package org.registryfleet.audit.evidence;

/** One way in which a bundle differs from what was exported. */
public sealed interface VerificationFinding {

    /** One sentence on what is wrong and where. */
    String message();

    /** A finding in the records of one partition. */
    sealed interface InPartition extends VerificationFinding {

        TopicPartitionId topicPartition();

        /** Offset of the first affected record; -1 if there is none. */
        long offset();
    }

    /** A record was altered. */
    record AlteredRecord(TopicPartitionId topicPartition, long offset, ScannedRecord found)
            implements InPartition {

        @Override
        public String message() {
            var where = "the record at offset %d".formatted(offset);
            if (!found.isWhole()) {
                return "%s is altered: %s, at byte %d of its file"
                        .formatted(where, found.fault(), found.at());
            }
            return found.offset() == offset
                    ? "%s is altered: its hash is %s".formatted(where, found.leaf())
                    : "%s is altered: its offset reads %d, at byte %d of its file"
                            .formatted(where, found.offset(), found.at());
        }
    }

    /** Records are missing. */
    record MissingRecords(TopicPartitionId topicPartition, long offset, long lastOffset, long count)
            implements InPartition {

        @Override
        public String message() {
            return count == 1
                    ? "the record at offset %d is missing".formatted(offset)
                    : "%d records from offset %d to %d are missing"
                            .formatted(count, offset, lastOffset);
        }
    }

    /** A record was moved to another position. */
    record MovedRecord(TopicPartitionId topicPartition, long offset, long position, long found)
            implements InPartition {

        @Override
        public String message() {
            return "the record at offset %d stands in another order: it was number %d and is number %d"
                    .formatted(offset, position, found);
        }
    }

    /** A record was duplicated. */
    record CopiedRecord(TopicPartitionId topicPartition, long offset, long found)
            implements InPartition {

        @Override
        public String message() {
            return "the record at offset %d stands there once more, as number %d"
                    .formatted(offset, found);
        }
    }

    /** A record is present that was not exported. */
    record ForeignRecord(TopicPartitionId topicPartition, long offset, ScannedRecord found)
            implements InPartition {

        @Override
        public String message() {
            return found.isWhole()
                    ? "a record that was not exported stands there as number %d, with offset %d"
                            .formatted(found.position(), offset)
                    : "bytes that are no record stand at byte %d: %s"
                            .formatted(found.at(), found.fault());
        }
    }

    /**
     * The records do not match the manifest, but the hash list cannot tell which of them differ.
     */
    record BrokenChain(TopicPartitionId topicPartition, Hash expected, Hash found)
            implements InPartition {

        @Override
        public long offset() {
            return -1;
        }

        @Override
        public String message() {
            return "the hash chain ends in %s instead of %s: records and their list of hashes were altered"
                    .formatted(found, expected);
        }
    }

    /** More findings exist than are reported. */
    record More(TopicPartitionId topicPartition, long offset, long count) implements InPartition {

        @Override
        public String message() {
            return "%d more findings, the first at offset %d".formatted(count, offset);
        }
    }

    /** A finding about a file as a whole. */
    sealed interface InFile extends VerificationFinding {

        String file();
    }

    record AlteredFile(String file, String what) implements InFile {

        @Override
        public String message() {
            return "%s is altered: %s".formatted(file, what);
        }
    }

    record MissingFile(String file) implements InFile {

        @Override
        public String message() {
            return "%s is missing".formatted(file);
        }
    }

    record ExtraFile(String file) implements InFile {

        @Override
        public String message() {
            return "%s was not exported".formatted(file);
        }
    }

    /** The signature is invalid. */
    record BadSignature(String message) implements VerificationFinding {}

    /** The bundle does not continue where the previous one ended. */
    record BrokenSequence(String message) implements VerificationFinding {}
}
