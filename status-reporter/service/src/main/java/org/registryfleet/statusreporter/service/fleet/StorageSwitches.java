package org.registryfleet.statusreporter.service.fleet;

/**
 * Counts how often a registry's storage was switched, as far back as the log is retained. Neither
 * the first storage counts nor one that follows a state without storage.
 *
 * @param offset offset of the last counted result; older ones are ignored
 * @param storage kind and name of the applied storage; empty for none
 */
public record StorageSwitches(long offset, String storage, long count) {

    static final StorageSwitches NONE = new StorageSwitches(-1, "", 0);

    StorageSwitches with(long at, String inForce) {
        if (at <= offset) {
            return this;
        }
        boolean isSwitch = !storage.isEmpty() && !inForce.isEmpty() && !storage.equals(inForce);
        return new StorageSwitches(at, inForce, isSwitch ? count + 1 : count);
    }
}
