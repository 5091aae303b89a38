/**
 * HTTP/1.1, and with TLS also HTTP/2, in terms of requests and answers that may be streams, silent,
 * or broken. Made for very many idle streams: a stream costs no thread, and a client that goes away
 * is noticed at once.
 */
@NullMarked
package org.registryfleet.simulated.http;

import org.jspecify.annotations.NullMarked;
