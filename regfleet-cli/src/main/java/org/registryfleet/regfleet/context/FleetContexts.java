package org.registryfleet.regfleet.context;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fleets by name, each with its settings as {@link ContextSetting} names them.
 *
 * @param current the one that commands mean; empty for none
 */
public record FleetContexts(String current, SortedMap<String, SortedMap<String, String>> all) {

    public FleetContexts {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    /** The same with this one added or replaced. */
    public FleetContexts with(String name, Map<String, String> settings) {
        var more = new TreeMap<>(all);
        more.put(name, new TreeMap<>(settings));
        return new FleetContexts(current, more);
    }

    /** The same without this one, which is then not the current one either. */
    public FleetContexts without(String name) {
        var fewer = new TreeMap<>(all);
        fewer.remove(name);
        return new FleetContexts(current.equals(name) ? "" : current, fewer);
    }

    /** The same with another current one. */
    public FleetContexts using(String name) {
        return new FleetContexts(name, all);
    }
}
