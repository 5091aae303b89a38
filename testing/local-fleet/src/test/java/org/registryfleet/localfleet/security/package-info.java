/** The services in a network that is secured: TLS, logins, and nothing without them. */
@NullMarked
package org.registryfleet.localfleet.security;

import org.jspecify.annotations.NullMarked;
