package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.clusteraccess.api.Admission;

import java.util.concurrent.Semaphore;

/**
 * How many pages of lists the whole process holds at a time, from the request until they are
 * recorded. First come, first served; a list has one page at a time, and one that its server lets
 * wait gives up its turn, so no cluster keeps others from being listed. A page of more than a
 * mebibyte is decoded only when no other such page is held.
 */
public final class PageSlots {
    private final Semaphore pages;
    private final Semaphore large = new Semaphore(1, true);

    public PageSlots(int atOnce) {
        this.pages = new Semaphore(atOnce, true);
    }

    /** For the pages of one list, one after the other. */
    Slot slot() {
        return new Slot();
    }

    int free() {
        return pages.availablePermits();
    }

    final class Slot implements Admission {
        private final Semaphore own = new Semaphore(1);
        private boolean entered;
        private boolean isLarge;

        /** Waits until the page before has been recorded. */
        void next() throws InterruptedException {
            own.acquire();
        }

        @Override
        public void enter() throws InterruptedException {
            if (!entered) {
                pages.acquire();
                entered = true;
            }
        }

        @Override
        public void leave() {
            if (entered) {
                pages.release();
                entered = false;
            }
        }

        @Override
        public void grow() throws InterruptedException {
            large.acquire();
            isLarge = true;
        }

        /** The page has been recorded, or there is none. */
        void done() {
            leave();
            if (isLarge) {
                large.release();
                isLarge = false;
            }
            own.release();
        }
    }
}
