/**
 * Runs the reporter as a Spring Boot service: the stage, the read model of the fleet, REST and the
 * page.
 */
@NullMarked
package org.registryfleet.statusreporter.service;

import org.jspecify.annotations.NullMarked;
