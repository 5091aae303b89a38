package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.clusteraccess.api.ResponsePermit;

import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of list pages in this process, from the request until the page is recorded.
 * Slots are fair; a list holds one page at a time and gives up its slot while its API server delays
 * the response, so no cluster starves the others. A page of more than a mebibyte is decoded only
 * while no other such page is held.
 */
public final class PageSlots {
    private final Semaphore pages;
    private final Semaphore large = new Semaphore(1, true);

    public PageSlots(int atOnce) {
        this.pages = new Semaphore(atOnce, true);
    }

    /** A slot for the successive pages of one list. */
    Slot slot() {
        return new Slot();
    }

    int free() {
        return pages.availablePermits();
    }

    final class Slot implements ResponsePermit {
        private final Semaphore own = new Semaphore(1);
        private boolean entered;
        private boolean isLarge;

        /** Waits until the previous page has been recorded. */
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

        /** Releases the slot: the page has been recorded, or the request failed. */
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
