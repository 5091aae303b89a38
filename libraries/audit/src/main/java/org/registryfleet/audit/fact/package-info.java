/**
 * What the log says, record by record, as values: who saw what, what was decided and why, what was
 * asked and what came of it. Pure.
 */
@NullMarked
package org.registryfleet.audit.fact;

import org.jspecify.annotations.NullMarked;
