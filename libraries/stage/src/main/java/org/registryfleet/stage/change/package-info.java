/**
 * The difference between what a decision wants and what was observed, as data: one change an
 * object, with the observed uid and resourceVersion as precondition. A stale view can therefore
 * never overwrite somebody's edit, and an unchanged object costs no call.
 */
@NullMarked
package org.registryfleet.stage.change;

import org.jspecify.annotations.NullMarked;
