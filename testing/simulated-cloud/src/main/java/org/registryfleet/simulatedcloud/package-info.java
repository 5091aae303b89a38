/**
 * One server for the clouds of many simulated clusters. Every cluster has a space of its own, so
 * that equal bucket names do not meet; the original host stands in the path behind it.
 */
@NullMarked
package org.registryfleet.simulatedcloud;

import org.jspecify.annotations.NullMarked;
