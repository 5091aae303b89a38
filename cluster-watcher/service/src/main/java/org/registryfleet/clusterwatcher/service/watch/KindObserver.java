package org.registryfleet.clusterwatcher.service.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusterwatcher.content.ObservedObject;
import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.clusterwatcher.service.resume.WatchKeys;
import org.registryfleet.clusterwatcher.service.watch.KnownObjects.Change;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.WatchedRow;

/**
 * Turns the object states of one watch into observations: suppresses what did not change and marks
 * every gap.
 */
final class KindObserver {
    private final WatchedKind watched;
    private final WatchContext context;
    private final WatchSession session;
    private final KnownObjects known = new KnownObjects();
    private boolean gapOpen;
    private boolean listComplete;
    private boolean exact = true;
    private int emitted;

    KindObserver(WatchedKind watched, WatchContext context, WatchSession session) {
        this.watched = watched;
        this.context = context;
        this.session = session;
    }

    ObservedObject observed(ObjectNode object) {
        return ObservedObject.of(object, watched, context.redaction());
    }

    void present(ObservedObject object) {
        boolean wasTooLarge = known.isTooLarge(object);
        var change = known.take(object, isTooLarge(object));
        if (!object.isReported()) {
            session.suppressed();
            return;
        }
        switch (change) {
            case Change.New() -> emit(ObservationType.ADDED, object);
            case Change.Replaced(var old) -> {
                gone(old);
                emit(ObservationType.ADDED, object);
            }
            case Change.Changed() -> {
                emit(ObservationType.MODIFIED, object);
                if (wasTooLarge && !isTooLarge(object)) {
                    session.noLongerTooLarge(watched, object.namespace(), object.name());
                }
            }
            case Change.Touched() when watched.written() -> emit(ObservationType.MODIFIED, object);
            case Change.Touched(), Change.Same() -> session.suppressed();
        }
    }

    void deleted(ObservedObject object) {
        boolean wasTooLarge = known.isTooLarge(object);
        if (!known.remove(object) || !object.isReported()) {
            return;
        }
        if (isTooLarge(object)) {
            emitted++;
            session.goneTooLarge(watched, object);
        } else {
            emit(ObservationType.DELETED, object);
        }
        if (wasTooLarge) {
            session.noLongerTooLarge(watched, object.namespace(), object.name());
        }
    }

    private void gone(KnownObjects.Gone object) {
        session.concludedDeletion(watched, object);
        if (object.wasTooLarge()) {
            session.noLongerTooLarge(watched, object.namespace(), object.name());
        }
    }

    private boolean isTooLarge(ObservedObject object) {
        return object.size() > context.sink().largestContent();
    }

    /** Records one page of a list; the list counts as incomplete if this throws. */
    void page(JsonNode items) {
        boolean wasComplete = listComplete;
        listComplete = false;
        items.forEach(this::listed);
        listComplete = wasComplete;
    }

    void listed(JsonNode item) {
        if (item instanceof ObjectNode object) {
            present(observed(object));
        }
    }

    /** Whether every object of the list so far was recorded. */
    boolean isListComplete() {
        return listComplete;
    }

    void beginList() {
        emitted = 0;
        listComplete = true;
        known.beginList();
    }

    void endList(String version) {
        var gone = known.endList();
        gone.forEach(this::gone);
        exact = true;
        if (gapOpen) {
            gapOpen = false;
            session.mark(
                    ObservationType.RESYNC,
                    watched,
                    version,
                    "%s: listed anew at version %s: %d objects, %d of them new or changed, %d gone with their last states unknown"
                            .formatted(
                                    watched.description(),
                                    version,
                                    known.size(),
                                    emitted,
                                    gone.size()));
        }
    }

    void gap(String version, String detail) {
        gapOpen = true;
        session.mark(ObservationType.GAP, watched, version, detail);
    }

    /** Opens a gap unless one is open already; the next successful list closes it. */
    void gapOnce(String version, String detail) {
        if (!gapOpen) {
            gap(version, detail);
        }
    }

    boolean isGapOpen() {
        return gapOpen;
    }

    /** Loads the objects that an earlier session knew. */
    void resume(WatchedRow row) {
        gapOpen = row.getGapOpen();
        exact = watched.written();
        known.load(row.getObjects());
    }

    /** Loads the objects known before a restore, which this session lists again. */
    void replace(WatchedRow row) {
        known.loadReplaced(row.getObjects());
    }

    /**
     * False while resumed versions may be outdated, because an earlier session suppressed newer
     * ones.
     */
    boolean isExact() {
        return exact;
    }

    boolean isEmpty() {
        return known.size() == 0;
    }

    /**
     * A copy for the checkpoint, with the watch's resourceVersion and the reason why it could not
     * be listed.
     */
    WatchedRow saved(String version, String missing) {
        return new WatchedRow(WatchKeys.of(watched), version, missing, gapOpen, known.saved());
    }

    private void emit(ObservationType type, ObservedObject object) {
        emitted++;
        if (isTooLarge(object)) {
            session.tooLarge(watched, object);
        } else {
            session.seen(type, watched, object);
        }
    }
}
