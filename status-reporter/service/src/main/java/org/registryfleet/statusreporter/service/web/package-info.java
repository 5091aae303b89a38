/**
 * The fleet over HTTP: clusters, one cluster with its chain of reasons, the fleet in numbers, and
 * the description of all this. Reads the read model, changes nothing.
 */
@NullMarked
package org.registryfleet.statusreporter.service.web;

import org.jspecify.annotations.NullMarked;
