package org.registryfleet.audit.evidence;

import java.util.ArrayList;
import java.util.List;

/** A Merkle tree as in RFC 6962, section 2.1, leaf by leaf. Holds one hash for each level. */
public final class MerkleTree {

    private final Hashing hashing;
    private final List<Hash> complete = new ArrayList<>();
    private long size;

    public MerkleTree(Hashing hashing) {
        this.hashing = hashing;
    }

    /** Adds a hash made by {@link Hashing#leaf}. */
    public void add(Hash leaf) {
        var node = leaf;
        for (long full = size; (full & 1) == 1; full >>= 1) {
            node = hashing.node(complete.removeLast(), node);
        }
        complete.add(node);
        size++;
    }

    /** The root of the leaves so far; of none the hash of nothing. */
    public Hash root() {
        if (complete.isEmpty()) {
            return Hashing.plain(new byte[0]);
        }
        var root = complete.getLast();
        for (int level = complete.size() - 2; level >= 0; level--) {
            root = hashing.node(complete.get(level), root);
        }
        return root;
    }
}
