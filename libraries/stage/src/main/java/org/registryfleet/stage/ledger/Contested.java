package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.FieldDifference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One field of a slot that was written, and whether it stays as it was written.
 *
 * <pre>
 *            the answer lacks what was written          seen in the view, too
 *  WATCHED ────────────────────────────────► REPORTED ────────────────► REWRITTEN, DROPPED
 *     │  ▲                                                                     │
 *     │  └──────────────────────── the answer of a later write has it ─────────┘
 *     └── changed back five times in ten minutes ──► CHANGED_BACK ── stays for ten minutes ──► (none)
 * </pre>
 *
 * <p>A contested field is written seldom: an admission that rewrites it gets five writes in the
 * first minute and one an hour, somebody who changes it back one an hour, a server that does not
 * know it none. Another found value, or another manager of it, is tried at once, the more often the
 * later; another wanted value begins anew.
 *
 * @param wanted as in {@link FieldDifference}
 * @param found the value found last
 * @param manager who else owns what was found; empty when it is the fleet or not known
 * @param server the API server's version when a field was dropped; empty when not known
 * @param action the last write of it
 * @param writes when the latest writes were answered, the last at the end
 * @param news how often something has changed about the contest
 * @param since when it was first contested
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

    /** So many writes of a value are as usual. */
    static final int MAX_WRITES = 5;

    /** The time in which these are counted. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    static final Duration MIN_INTERVAL = Duration.ofHours(1);

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    public Contested {
        writes = List.copyOf(writes);
    }

    /** How it stands with the field. */
    public enum Stand {
        /** Written as usual. */
        WATCHED,
        /** The API server's answer to a write shows it otherwise; the view does not yet. */
        REPORTED,
        /** The API server, or a webhook of its, puts another value in. */
        REWRITTEN,
        /** The API server does not keep it. */
        DROPPED,
        /** Somebody changes it back. */
        CHANGED_BACK
    }

    /** What the next look at the field brings. */
    public enum Expectation {
        /** What was found before. */
        THE_SAME,
        /** Whatever the last write has led to. */
        ANYTHING,
        /** Something has changed: it is to be written. */
        A_WRITE
    }

    /** A field whose write is under way. */
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

    /** A field that was not known, and that an answer shows otherwise than it was written. */
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

    /** Somebody should know of it. */
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

    /** The next write of it. */
    Contested by(String nextAction) {
        return with(stand, nextAction, writes, expects);
    }

    /** A write of it was answered. */
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

    /** The field as it is found to differ once more. */
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

    /** When it may be written; null for not at all. */
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

    /** Nothing can follow from it any more. */
    boolean isVoid(Instant now) {
        return stand == Stand.WATCHED && recent(now).isEmpty();
    }

    /** The end of the time that a field which was changed back has to stay. */
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
