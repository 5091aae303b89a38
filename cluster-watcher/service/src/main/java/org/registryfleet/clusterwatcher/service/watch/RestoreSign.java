package org.registryfleet.clusterwatcher.service.watch;

/** Evidence that this is not the cluster that was watched, or not in a later state of it. */
sealed interface RestoreSign {

    /** A consistent list is older than what its watch has shown. */
    record OlderVersion(String watch, String seen, String found) implements RestoreSign {
        @Override
        public String why() {
            return "%s: version %s was seen and a consistent list is at version %s, so etcd has been restored from a snapshot"
                    .formatted(watch, seen, found);
        }
    }

    /**
     * The resourceVersion is past the one seen, but the objects are not what they were: a restore
     * that was overtaken by new writes.
     */
    record OtherHistory(String object, String seen) implements RestoreSign {
        @Override
        public String why() {
            return "%s is not what its watch had shown up to version %s, so etcd has been restored from a snapshot"
                    .formatted(object, seen);
        }
    }

    /** Another cluster answers. */
    record OtherCluster(String what) implements RestoreSign {
        @Override
        public String why() {
            return what + ", so another cluster answers at this address";
        }
    }

    /** The evidence as a sentence for operators. */
    String why();
}
