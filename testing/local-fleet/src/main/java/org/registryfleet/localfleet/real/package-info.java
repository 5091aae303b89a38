/**
 * Plays scenarios against a real API server: one after the other, each in an emptied cluster. Only
 * what scenarios have made is deleted, unless the caller says otherwise in so many words.
 */
@NullMarked
package org.registryfleet.localfleet.real;

import org.jspecify.annotations.NullMarked;
