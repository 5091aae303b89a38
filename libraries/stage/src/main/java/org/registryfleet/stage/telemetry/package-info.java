/** Metrics callbacks of a stage, and trace context propagation through its records. */
@NullMarked
package org.registryfleet.stage.telemetry;

import org.jspecify.annotations.NullMarked;
