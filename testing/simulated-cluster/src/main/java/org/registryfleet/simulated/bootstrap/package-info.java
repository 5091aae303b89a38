/**
 * Ready-made clusters for the demo and for tests: what a cluster of a platform contains before
 * anybody runs a registry in it.
 */
@NullMarked
package org.registryfleet.simulated.bootstrap;

import org.jspecify.annotations.NullMarked;
