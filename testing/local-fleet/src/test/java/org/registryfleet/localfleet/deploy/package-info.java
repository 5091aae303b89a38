/** What is deployed beside the jars, held against its own rules. */
@NullMarked
package org.registryfleet.localfleet.deploy;

import org.jspecify.annotations.NullMarked;
