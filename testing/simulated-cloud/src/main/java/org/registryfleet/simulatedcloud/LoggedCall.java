package org.registryfleet.simulatedcloud;

/** A request that was answered: {@code PUT /bucket?tagging} and the status. */
public record LoggedCall(String method, String target, String body, int status) {

    @Override
    public String toString() {
        return method + " " + target + " " + status;
    }
}
