/**
 * Raw REST against one API server: JSON in, JSON or a typed failure out, every call with a time
 * limit. Knows nothing of typed models and never retries by itself.
 */
@NullMarked
package org.registryfleet.clusteraccess.api;

import org.jspecify.annotations.NullMarked;
