/**
 * What controllers and kubelets would do in a real cluster, in miniature and switchable part by
 * part: bind claims, roll out deployments, count daemons, admit routes, inject the service CA and
 * let deleted objects go. Driven by the store's events.
 */
@NullMarked
package org.registryfleet.simulated.kubelet;

import org.jspecify.annotations.NullMarked;
