/** Runs the provisioner as a Spring Boot service, with the executor of buckets. */
@NullMarked
package org.registryfleet.storageprovisioner.service;

import org.jspecify.annotations.NullMarked;
