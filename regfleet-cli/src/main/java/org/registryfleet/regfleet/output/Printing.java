package org.registryfleet.regfleet.output;

/** A root of the command line, which knows in which form results are wanted. */
public interface Printing {

    OutputFormat output();
}
