package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Does what a controller of a real cluster would do. */
interface EnvironmentActor {

    /** True when there may be something to do; must not ask the cluster. */
    boolean concerns(ObjectNode object);

    /** Does it; the object may be outdated or gone. */
    void act(ObjectNode object);
}
