/** What is watched in a cluster, as a table. */
@NullMarked
package org.registryfleet.clusterwatcher.kind;

import org.jspecify.annotations.NullMarked;
