/**
 * The troubleshooting tree of the image registry as a decision: from facts about one cluster to
 * findings and the next step. Pure.
 */
@NullMarked
package org.registryfleet.regfleet.diagnosis;

import org.jspecify.annotations.NullMarked;
