/** Decodes the bytes of the log into facts. The only package of the module that knows Avro. */
@NullMarked
package org.registryfleet.audit.wire;

import org.jspecify.annotations.NullMarked;
