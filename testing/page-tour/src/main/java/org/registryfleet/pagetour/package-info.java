/** Visits the status-reporter's page in Chromium. Needs a Chromium on this machine. */
@NullMarked
package org.registryfleet.pagetour;

import org.jspecify.annotations.NullMarked;
