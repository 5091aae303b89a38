package org.registryfleet.regfleet.audit;

import org.registryfleet.regfleet.output.Printing;

/** The root of the command line, as far as the audit commands need it. */
public interface AuditRoot extends Printing {

    /** Where the log is opened, and what a person sees. */
    AuditEnvironment auditEnvironment();
}
