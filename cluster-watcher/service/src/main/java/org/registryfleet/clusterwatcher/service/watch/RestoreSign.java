package org.registryfleet.clusterwatcher.service.watch;

/** Why a cluster cannot be the one, or not in the state, that has been watched. */
sealed interface RestoreSign {

    /** A consistent list is older than what its watch has shown. */
    record OlderVersion(String watch, String seen, String found) implements RestoreSign {
        @Override
        public String why() {
            return "%s: version %s was seen and a consistent list is at version %s, so etcd has been restored from a snapshot"
                    .formatted(watch, seen, found);
        }
    }

    /** Versions have grown past those that were seen, but the objects are not what they were. */
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

    /** For people. */
    String why();
}
