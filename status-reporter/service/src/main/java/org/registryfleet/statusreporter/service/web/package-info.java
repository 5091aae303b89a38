/**
 * The fleet over HTTP: clusters, the chain of reasons of one cluster, fleet-wide counts, and the
 * API description. Read-only access to the read model.
 */
@NullMarked
package org.registryfleet.statusreporter.service.web;

import org.jspecify.annotations.NullMarked;
