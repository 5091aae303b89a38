/** Turns the TLS security profile of the API server into what the registry is to serve with. */
@NullMarked
package org.registryfleet.storageprovisioner.tls;

import org.jspecify.annotations.NullMarked;
