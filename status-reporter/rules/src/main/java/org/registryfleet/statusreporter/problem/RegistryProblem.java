package org.registryfleet.statusreporter.problem;

/**
 * What keeps a registry or its pruner from working.
 *
 * @param reason a word of Kubernetes' kind, such as Unschedulable; the same for the same cause
 * @param message as people read it, at most {@value #LONGEST} characters
 */
public record RegistryProblem(String reason, String message) {

    private static final int LONGEST = 500;

    public RegistryProblem {
        if (message.length() > LONGEST) {
            message = message.substring(0, LONGEST - 1) + "…";
        }
    }
}
