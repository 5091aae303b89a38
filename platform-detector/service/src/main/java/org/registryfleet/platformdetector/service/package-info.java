/** Runs the detector as a Spring Boot service. */
@NullMarked
package org.registryfleet.platformdetector.service;

import org.jspecify.annotations.NullMarked;
