/**
 * Plain HTTP access to a Kubernetes API server and a mirror of its objects kept by watches. Makes
 * no decisions.
 */
@NullMarked
package org.registryfleet.scenarios.cluster;

import org.jspecify.annotations.NullMarked;
