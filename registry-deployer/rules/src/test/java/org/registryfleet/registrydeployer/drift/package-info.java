/**
 * Whether what the parts want stays quiet against a real API server's form, and repairs every edit.
 */
@NullMarked
package org.registryfleet.registrydeployer.drift;

import org.jspecify.annotations.NullMarked;
