/**
 * What happens when something fails: services are killed, Kafka goes away, clusters answer badly,
 * records cannot be read. The clusters are simulated, Kafka and the services are real.
 */
@NullMarked
package org.registryfleet.localfleet.fault;

import org.jspecify.annotations.NullMarked;
