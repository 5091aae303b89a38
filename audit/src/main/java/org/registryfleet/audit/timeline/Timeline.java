package org.registryfleet.audit.timeline;

import java.util.List;

/**
 * A cluster's history, oldest first.
 *
 * @param earlier how many chapters before these were left out, for want of room
 * @param unreadable how many records of the range nobody can read; they are chapters too
 */
public record Timeline(List<Chapter> chapters, int earlier, int unreadable) {

    public Timeline {
        chapters = List.copyOf(chapters);
    }
}
