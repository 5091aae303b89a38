package org.registryfleet.statusreporter.service.fleet;

/**
 * How often the storage behind a cluster's registry was switched, as far as the log reaches back.
 * The first storage is no switch, nor is one that comes when there was none.
 *
 * @param offset of the last result that was looked at; an older one says nothing new
 * @param storage kind and name of what is in force; empty for nothing
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
