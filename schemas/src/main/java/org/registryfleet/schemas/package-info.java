/**
 * The wire contract of the fleet: its topics, the serialisation of records, and their headers.
 * Contains no domain rules.
 */
@NullMarked
package org.registryfleet.schemas;

import org.jspecify.annotations.NullMarked;
