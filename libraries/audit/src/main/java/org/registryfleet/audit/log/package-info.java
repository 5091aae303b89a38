/**
 * The log as an audit reads it: records in partition order, from Kafka or from an exported bundle.
 * Read-only.
 */
@NullMarked
package org.registryfleet.audit.log;

import org.jspecify.annotations.NullMarked;
