/**
 * The HTTP face of one cluster: paths, verbs, lists and pages, watches, discovery, faults on demand
 * and the log of requests.
 */
@NullMarked
package org.registryfleet.simulated.server;

import org.jspecify.annotations.NullMarked;
