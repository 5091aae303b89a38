/** What the earlier stages said about a cluster, as far as its status needs it. */
@NullMarked
package org.registryfleet.statusreporter.upstream;

import org.jspecify.annotations.NullMarked;
