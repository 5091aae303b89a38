/**
 * What a scenario is played against: one cluster and one operator that can be started, stopped and
 * given time. Somebody else implements it.
 */
@NullMarked
package org.registryfleet.scenarios.target;

import org.jspecify.annotations.NullMarked;
