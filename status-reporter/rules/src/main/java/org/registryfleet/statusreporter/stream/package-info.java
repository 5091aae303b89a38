/** Between this service's records and the log. The only pure-side package that knows Avro. */
@NullMarked
package org.registryfleet.statusreporter.stream;

import org.jspecify.annotations.NullMarked;
