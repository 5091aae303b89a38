/** What commands print: a table for people, JSON or YAML for programs. Pure. */
@NullMarked
package org.registryfleet.regfleet.output;

import org.jspecify.annotations.NullMarked;
