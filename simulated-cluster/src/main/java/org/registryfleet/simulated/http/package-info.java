/**
 * A small HTTP/1.1 server on the loopback interface, made for very many idle streams: a connection
 * costs one parked virtual thread and a buffer of about 1 KiB, a stream is written by whoever has
 * something to say, and a client that goes away is noticed at once. The JDK's own HttpServer needs
 * about 30 KiB per open exchange and notices a gone client at the next write.
 */
@NullMarked
package org.registryfleet.simulated.http;

import org.jspecify.annotations.NullMarked;
