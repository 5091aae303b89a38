/** Answers of an audit as JSON trees: what the command line and the REST interface both give. */
@NullMarked
package org.registryfleet.audit.report;

import org.jspecify.annotations.NullMarked;
