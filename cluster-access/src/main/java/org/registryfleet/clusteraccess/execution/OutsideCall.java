package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An action on something outside the cluster.
 *
 * @param wanted how it is to be, secrets filled in; never to be shown
 */
public record OutsideCall(String cluster, String kind, String name, ObjectNode wanted) {

    @Override
    public String toString() {
        return "OutsideCall[" + cluster + ", " + kind + " " + name + ", ***]";
    }
}
