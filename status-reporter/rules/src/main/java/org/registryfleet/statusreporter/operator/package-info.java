/** The ClusterOperator: aggregated conditions, version and related objects (spec/status.md 2). */
@NullMarked
package org.registryfleet.statusreporter.operator;

import org.jspecify.annotations.NullMarked;
