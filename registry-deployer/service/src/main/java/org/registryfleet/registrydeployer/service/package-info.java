/** Runs the deployer as a Spring Boot service. */
@NullMarked
package org.registryfleet.registrydeployer.service;

import org.jspecify.annotations.NullMarked;
