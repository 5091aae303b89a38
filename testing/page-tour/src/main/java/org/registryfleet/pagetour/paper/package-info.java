/** The page of a large fleet that exists on paper only: no Kafka, no clusters, real HTTP. */
@NullMarked
package org.registryfleet.pagetour.paper;

import org.jspecify.annotations.NullMarked;
