/** Why a cluster is in its state: the chain of events, decisions and writes behind it. Pure. */
@NullMarked
package org.registryfleet.audit.explanation;

import org.jspecify.annotations.NullMarked;
