/** The cluster watcher as a Spring Boot service. */
@NullMarked
package org.registryfleet.clusterwatcher.service;

import org.jspecify.annotations.NullMarked;
