/**
 * What led to what: events, the decisions they led to, the effects asked for and their outcomes.
 */
@NullMarked
package org.registryfleet.audit.timeline;

import org.jspecify.annotations.NullMarked;
