/** Stands where a library would load Node's crypto: the browser's own is used before that. */
export const webcrypto = globalThis.crypto
