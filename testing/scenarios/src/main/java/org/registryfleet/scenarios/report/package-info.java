/** The outcome of a run as values, JSON and console lines. Pure. */
@NullMarked
package org.registryfleet.scenarios.report;

import org.jspecify.annotations.NullMarked;
