/** The browser that is on this machine, and visits that notice whatever goes wrong on a page. */
@NullMarked
package org.registryfleet.pagetour.browser;

import org.jspecify.annotations.NullMarked;
