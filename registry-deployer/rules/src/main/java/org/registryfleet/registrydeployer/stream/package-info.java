/** The result's and the upstream records' form on the topics. Only here is Avro known. */
@NullMarked
package org.registryfleet.registrydeployer.stream;

import org.jspecify.annotations.NullMarked;
