/** Runs the provisioner as a Spring Boot service, with the executor of bucket actions. */
@NullMarked
package org.registryfleet.storageprovisioner.service;

import org.jspecify.annotations.NullMarked;
