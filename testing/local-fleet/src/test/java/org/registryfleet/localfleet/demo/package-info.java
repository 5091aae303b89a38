/** Records the demonstration for tests. */
@NullMarked
package org.registryfleet.localfleet.demo;

import org.jspecify.annotations.NullMarked;
