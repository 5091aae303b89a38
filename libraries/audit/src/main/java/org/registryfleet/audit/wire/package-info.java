/** From the log's bytes to facts. The only package of the module that knows Avro. */
@NullMarked
package org.registryfleet.audit.wire;

import org.jspecify.annotations.NullMarked;
