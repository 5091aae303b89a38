/** The fleet view of each cluster: health, reason and remediation. */
@NullMarked
package org.registryfleet.statusreporter.summary;

import org.jspecify.annotations.NullMarked;
