/** What the executors of all providers share: what is wanted, answers, limits, connections. */
@NullMarked
package org.registryfleet.objectstorage;

import org.jspecify.annotations.NullMarked;
