package org.registryfleet.audit.evidence;

/** The chain over the records of a partition: each head stands for all records before it. */
public final class HashChain {

    private final RecordHasher hashing;
    private Hash head;

    /** Starts from the name of the partition, so that no other's records can stand for its own. */
    public HashChain(RecordHasher hashing, TopicPartitionId topicPartition) {
        this.hashing = hashing;
        this.head = hashing.start(topicPartition);
    }

    public void add(HashListEntry record) {
        head = hashing.link(head, record.offset(), record.leaf());
    }

    public Hash head() {
        return head;
    }
}
