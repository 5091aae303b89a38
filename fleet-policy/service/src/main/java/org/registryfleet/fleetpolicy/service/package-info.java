/** The service that brings policies to clusters, stage by stage. */
@NullMarked
package org.registryfleet.fleetpolicy.service;

import org.jspecify.annotations.NullMarked;
