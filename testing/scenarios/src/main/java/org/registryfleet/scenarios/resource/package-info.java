/** The kinds of objects that scenarios talk about and where an API server serves them. Pure. */
@NullMarked
package org.registryfleet.scenarios.resource;

import org.jspecify.annotations.NullMarked;
