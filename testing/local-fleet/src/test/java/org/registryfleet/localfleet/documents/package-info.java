/** What the documents promise is looked up in the code. */
@NullMarked
package org.registryfleet.localfleet.documents;

import org.jspecify.annotations.NullMarked;
