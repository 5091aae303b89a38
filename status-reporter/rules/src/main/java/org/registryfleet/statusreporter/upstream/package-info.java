/** The results of the earlier stages, as far as a cluster's status depends on them. */
@NullMarked
package org.registryfleet.statusreporter.upstream;

import org.jspecify.annotations.NullMarked;
