/** The records on the topics. */
@NullMarked
package org.registryfleet.registrydeployer.stream;

import org.jspecify.annotations.NullMarked;
