/**
 * What is known about one cluster, folded from its events: its objects as last observed, whether
 * the view is complete, and whether the cluster can be reached. Values only.
 */
@NullMarked
package org.registryfleet.stage.view;

import org.jspecify.annotations.NullMarked;
