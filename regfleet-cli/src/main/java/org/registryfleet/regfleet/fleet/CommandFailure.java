package org.registryfleet.regfleet.fleet;

/** A command cannot do its work; the message is for people and says what helps. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Exit status: the wish is refused, by a rule or for want of a confirmation. */
    public static final int REFUSED = 3;

    /** Exit status: the log, the REST interface or the cluster cannot be reached. */
    public static final int UNREACHABLE = 4;

    private final int exitStatus;

    private CommandFailure(int exitStatus, String message) {
        super(message);
        this.exitStatus = exitStatus;
    }

    public static CommandFailure refused(String message) {
        return new CommandFailure(REFUSED, message);
    }

    public static CommandFailure unreachable(String message) {
        return new CommandFailure(UNREACHABLE, message);
    }

    public int exitStatus() {
        return exitStatus;
    }
}
