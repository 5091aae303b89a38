/** Derives the registry's TLS settings from the TLS security profile of the API server. */
@NullMarked
package org.registryfleet.storageprovisioner.tls;

import org.jspecify.annotations.NullMarked;
