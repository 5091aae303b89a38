/** How fast the page of a large fleet is, as the browser itself sees it. */
@NullMarked
package org.registryfleet.pagetour.measure;

import org.jspecify.annotations.NullMarked;
