/** Says what is under way, a sentence without its full stop, and every few seconds that it still is. The returned function ends it. */
export function stillAtIt(what: string, say: (line: string) => void): () => void
