package org.registryfleet.scenarios.normalise;

import java.util.OptionalLong;
import org.registryfleet.scenarios.format.ObjectRef;

/** Knows the current generation of other objects of the same cluster; empty when there is none. */
@FunctionalInterface
public interface Generations {

    /** Knows no object: numbers stay as they are. */
    Generations NONE = _ -> OptionalLong.empty();

    OptionalLong of(ObjectRef ref);
}
