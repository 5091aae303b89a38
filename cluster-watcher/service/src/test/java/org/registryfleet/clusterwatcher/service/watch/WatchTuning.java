package org.registryfleet.clusterwatcher.service.watch;

import java.time.Duration;

/** Settings for tests that cannot wait. */
public final class WatchTuning {

    private final WatchSettings standard = WatchSettings.standard();
    private Duration comparePause = standard.comparePause();
    private Duration saveInterval = standard.saveInterval();
    private Duration silenceLimit = standard.silenceLimit();
    private int pageSize = standard.pageSize();

    public WatchTuning comparePause(Duration pause) {
        comparePause = pause;
        return this;
    }

    WatchTuning saveInterval(Duration interval) {
        saveInterval = interval;
        return this;
    }

    WatchTuning silenceLimit(Duration limit) {
        silenceLimit = limit;
        return this;
    }

    WatchTuning pageSize(int objects) {
        pageSize = objects;
        return this;
    }

    /** With short retries. */
    public WatchSettings settings() {
        return new WatchSettings(
                pageSize,
                standard.concurrentLists(),
                standard.pagesAtOnce(),
                silenceLimit,
                Duration.ofMillis(200),
                saveInterval,
                standard.listLimit(),
                standard.reclaimPause(),
                comparePause,
                Duration.ofMillis(20),
                Duration.ofMillis(100));
    }
}
