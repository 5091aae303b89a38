/** What was known at a moment: the log folded up to it. */
@NullMarked
package org.registryfleet.audit.state;

import org.jspecify.annotations.NullMarked;
