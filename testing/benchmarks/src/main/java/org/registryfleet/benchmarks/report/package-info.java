/** What was measured, beside its bar and the machine, as Markdown. */
@NullMarked
package org.registryfleet.benchmarks.report;

import org.jspecify.annotations.NullMarked;
