/**
 * From an object as the API server sends it to what may be published: reduced, redacted, in
 * canonical JSON, with its digest.
 */
@NullMarked
package org.registryfleet.clusterwatcher.content;

import org.jspecify.annotations.NullMarked;
