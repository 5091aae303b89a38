/** One word, one reason and one hint for each cluster: what the fleet view shows. */
@NullMarked
package org.registryfleet.statusreporter.summary;

import org.jspecify.annotations.NullMarked;
