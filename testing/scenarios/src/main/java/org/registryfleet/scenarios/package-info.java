/**
 * Runs scenarios: selects them, plays each against a system under test and reports the outcome. How
 * the system under test is started is the caller's matter, behind {@code ScenarioTarget}.
 */
@NullMarked
package org.registryfleet.scenarios;

import org.jspecify.annotations.NullMarked;
