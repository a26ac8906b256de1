/**
 * The headers and the text that a terminal signs with its Ed25519 key, so that a request can be neither altered nor sent twice.
 * The server accepts a clock that is off by at most two minutes and remembers nonces for longer than that.
 */
export const SIGNATURE_HEADERS = {
  terminal: 'yinzheng-terminal',
  time: 'yinzheng-time',
  nonce: 'yinzheng-nonce',
  signature: 'yinzheng-signature',
  /** Which start of the terminal this is: its count, a dot and a random number in hex. Terminals of before did not say it. */
  start: 'yinzheng-start',
} as const

export const CLOCK_TOLERANCE_MS = 120_000

/** What is signed, as UTF-8: method, path with query as sent, unix time in ms, nonce, SHA-256 of the body in hex (of no bytes when there is none); in front of all, where it is said, the start. */
export function textToSign(request: {
  method: string
  target: string
  timeMs: string
  nonce: string
  bodySha256: string
  terminalId: string
  start?: string
}): string {
  const { start } = request
  return [
    ...(start === undefined ? ['yinzheng-request-1'] : ['yinzheng-request-2', start]),
    request.terminalId,
    request.method,
    request.target,
    request.timeMs,
    request.nonce,
    request.bodySha256,
    '',
  ].join('\n')
}
