/**
 * Causality in the log: observations, the decisions they triggered, the actions issued and their
 * outcomes.
 */
@NullMarked
package org.registryfleet.audit.timeline;

import org.jspecify.annotations.NullMarked;
