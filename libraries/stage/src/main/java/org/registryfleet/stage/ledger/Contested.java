package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.FieldDifference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A written field and whether others keep overwriting it. Fields that do not stay as written are
 * contested, and their writes are rate limited.
 *
 * <pre>
 *            the answer lacks what was written          seen in the view, too
 *  WATCHED ────────────────────────────────► REPORTED ────────────────► REWRITTEN, DROPPED
 *     │  ▲                                                                     │
 *     │  └──────────────────────── the answer of a later write has it ─────────┘
 *     └── changed back five times in ten minutes ──► CHANGED_BACK ── stays for ten minutes ──► (none)
 * </pre>
 *
 * <p>Writes of a contested field: against an admission webhook that rewrites it, five in the first
 * minute and then one an hour; against a writer that changes it back, one an hour; to a server that
 * drops it, none. A new found value or field manager is tried at once, with backoff when that
 * repeats; a new wanted value starts over.
 *
 * @param wanted as in {@link FieldDifference}
 * @param found the last observed value
 * @param manager field manager of the found value; empty when it is the fleet or unknown
 * @param server the API server's version when the field was dropped; empty when unknown
 * @param action id of the last action that wrote it
 * @param writes times of the latest answered writes, in order
 * @param news how often the found value, manager or server version changed
 * @param since when it was first seen contested
 */
public record Contested(
        Stand stand,
        String wanted,
        String found,
        String manager,
        String server,
        String action,
        List<Instant> writes,
        int news,
        Expectation expects,
        @Nullable Instant since) {

    /** Number of writes in {@link #WINDOW} from which a field counts as contested. */
    static final int MAX_WRITES = 5;

    /** The time window in which writes are counted. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    static final Duration MIN_INTERVAL = Duration.ofHours(1);

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    public Contested {
        writes = List.copyOf(writes);
    }

    /** State of the field. */
    public enum Stand {
        /** Not contested. */
        WATCHED,
        /**
         * The API server's response shows another value than was written; not yet seen in the view.
         */
        REPORTED,
        /** The API server or an admission webhook replaces the value. */
        REWRITTEN,
        /** The API server drops the field, for example as unknown. */
        DROPPED,
        /** Another writer changes it back. */
        CHANGED_BACK
    }

    /** What the next observation of the field means. */
    public enum Expectation {
        /** The same difference as before. */
        THE_SAME,
        /** The effect of the last write, whatever it is. */
        ANYTHING,
        /** Something has changed, so a write is due. */
        A_WRITE
    }

    /** A field whose write is in flight. */
    static Contested written(FieldDifference field, String action) {
        return new Contested(
                Stand.WATCHED,
                field.wanted(),
                field.found(),
                "",
                "",
                action,
                List.of(),
                0,
                Expectation.THE_SAME,
                null);
    }

    /** A field without history that a response shows with another value than was written. */
    static Contested reported(String action, Instant now) {
        return new Contested(
                Stand.REPORTED,
                "",
                "",
                "",
                "",
                action,
                List.of(now),
                0,
                Expectation.ANYTHING,
                null);
    }

    /** Whether users should be told. */
    boolean isContested() {
        return switch (stand) {
            case WATCHED, REPORTED -> false;
            case REWRITTEN, DROPPED, CHANGED_BACK -> true;
        };
    }

    boolean isOf(FieldDifference field) {
        return wanted.equals(field.wanted())
                || (stand == Stand.REPORTED && expects == Expectation.ANYTHING);
    }

    /** Records the next write. */
    Contested by(String nextAction) {
        return with(stand, nextAction, writes, expects);
    }

    /** Records the answer to a write. */
    Contested answered(boolean kept, Instant now) {
        var later = latest(now);
        return switch (stand) {
            case WATCHED, REPORTED, CHANGED_BACK ->
                    kept
                            ? with(stand == Stand.REPORTED ? Stand.WATCHED : stand, action, later)
                            : with(Stand.REPORTED, action, later);
            case REWRITTEN, DROPPED ->
                    kept
                            ? with(Stand.WATCHED, action, List.of(now))
                            : with(stand, action, later, Expectation.ANYTHING);
        };
    }

    /** Records that the field differs again. */
    Contested found(FieldDifference field, String owner, String version, Instant now) {
        return switch (stand) {
            case WATCHED ->
                    recent(now).size() < MAX_WRITES
                            ? this
                            : standing(Stand.CHANGED_BACK, field, owner, version, now);
            case REPORTED ->
                    standing(
                            field.found().isEmpty() ? Stand.DROPPED : Stand.REWRITTEN,
                            field,
                            owner,
                            version,
                            now);
            case REWRITTEN, DROPPED, CHANGED_BACK -> looked(field, owner, version, now);
        };
    }

    private Contested looked(FieldDifference field, String owner, String version, Instant now) {
        var isSame =
                found.equals(field.found())
                        && (owner.isEmpty() || manager.equals(owner))
                        && (server.equals(version) || server.isEmpty() || version.isEmpty());
        if (isSame && expects != Expectation.ANYTHING) {
            return this;
        }
        var seen = standing(stand, field, owner, version, now);
        return isSame || expects == Expectation.ANYTHING ? seen : seen.renewed();
    }

    private Contested renewed() {
        return new Contested(
                stand,
                wanted,
                found,
                manager,
                server,
                action,
                writes,
                news + 1,
                Expectation.A_WRITE,
                since);
    }

    /** When it may be written; null for never. */
    @Nullable Instant tryAt() {
        var last = writes.isEmpty() ? Instant.MIN : writes.getLast();
        if (expects == Expectation.A_WRITE) {
            return news == 1 || writes.isEmpty() ? Instant.MIN : last.plus(backoffOfNews());
        }
        return switch (stand) {
            case WATCHED, REPORTED -> Instant.MIN;
            case DROPPED -> null;
            case REWRITTEN ->
                    writes.size() < MAX_WRITES
                            ? last.plus(FIRST_BACKOFF.multipliedBy(1L << writes.size()))
                            : last.plus(MIN_INTERVAL);
            case CHANGED_BACK -> last.plus(MIN_INTERVAL);
        };
    }

    private Duration backoffOfNews() {
        var minutes = 1L << Math.min(news - 2, MAX_DOUBLINGS);
        return Duration.ofMinutes(Math.min(minutes, MIN_INTERVAL.toMinutes()));
    }

    /** Whether the entry has no effect any more. */
    boolean isVoid(Instant now) {
        return stand == Stand.WATCHED && recent(now).isEmpty();
    }

    /** When a field that was changed back counts as stable, if nobody changes it until then. */
    Instant calmAt() {
        return writes.isEmpty() ? Instant.MIN : writes.getLast().plus(WINDOW);
    }

    private Contested standing(
            Stand next, FieldDifference field, String owner, String version, Instant now) {
        return new Contested(
                next,
                field.wanted(),
                field.found(),
                owner,
                version,
                action,
                writes,
                news,
                Expectation.THE_SAME,
                since == null ? now : since);
    }

    private Contested with(Stand next, String nextAction, List<Instant> times) {
        return with(next, nextAction, times, Expectation.THE_SAME);
    }

    private Contested with(
            Stand next, String nextAction, List<Instant> times, Expectation expectation) {
        return new Contested(
                next,
                wanted,
                found,
                manager,
                server,
                nextAction,
                times,
                next == Stand.WATCHED ? 0 : news,
                expectation,
                next == Stand.WATCHED ? null : since);
    }

    private List<Instant> recent(Instant now) {
        return writes.stream().filter(time -> time.plus(WINDOW).isAfter(now)).toList();
    }

    private List<Instant> latest(Instant now) {
        var latest = new ArrayList<>(writes);
        latest.add(now);
        return latest.size() > MAX_WRITES ? latest.subList(1, latest.size()) : latest;
    }
}
