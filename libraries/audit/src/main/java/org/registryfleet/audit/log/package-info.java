/**
 * The log as an audit reads it: records in the order of their partition, from Kafka or from an
 * exported bundle. Read only.
 */
@NullMarked
package org.registryfleet.audit.log;

import org.jspecify.annotations.NullMarked;
