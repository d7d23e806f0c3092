/** Characters that are copied to the clipboard at most; a command line may be megabytes long. */
export const LONGEST_COPY = 4_000_000;
