/** Which Kafka the stories run on: in this process, or the released one in a container. */
@NullMarked
package org.registryfleet.localfleet.broker;

import org.jspecify.annotations.NullMarked;
