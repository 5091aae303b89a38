/**
 * Untyped REST client of one API server: JSON in, JSON or a typed failure out, every call with a
 * timeout.
 */
@NullMarked
package org.registryfleet.clusteraccess.api;

import org.jspecify.annotations.NullMarked;
