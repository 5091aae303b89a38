package org.registryfleet.audit.evidence;

/**
 * The hash chain over the records of one partition. Each head commits to every record before it.
 */
public final class HashChain {

    private final RecordHasher hashing;
    private Hash head;

    /**
     * Starts the chain with the name of the partition, so that the records of another partition
     * cannot be substituted.
     */
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
