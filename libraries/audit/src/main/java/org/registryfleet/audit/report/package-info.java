/** The answers of an audit as JSON trees, shared by the command line and the REST interface. */
@NullMarked
package org.registryfleet.audit.report;

import org.jspecify.annotations.NullMarked;
