/** What a stage tells about its work: metrics, and the trace that a record continues. */
@NullMarked
package org.registryfleet.stage.telemetry;

import org.jspecify.annotations.NullMarked;
