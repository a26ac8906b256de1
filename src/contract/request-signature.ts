/**
 * The headers and the text that a terminal signs with its Ed25519 key, so that a request can be neither altered nor sent twice.
 * The server accepts a clock that is off by at most two minutes and remembers nonces for longer than that.
 */
export const SIGNATURE_HEADERS = {
  terminal: 'yinzheng-terminal',
  time: 'yinzheng-time',
  nonce: 'yinzheng-nonce',
  signature: 'yinzheng-signature',
} as const

export const CLOCK_TOLERANCE_MS = 120_000

/** What is signed, as UTF-8: method, path with query as sent, unix time in ms, nonce, SHA-256 of the body in hex (of no bytes when there is none). */
export function textToSign(request: {
  method: string
  target: string
  timeMs: string
  nonce: string
  bodySha256: string
  terminalId: string
}): string {
  return [
    'yinzheng-request-1',
    request.terminalId,
    request.method,
    request.target,
    request.timeMs,
    request.nonce,
    request.bodySha256,
    '',
  ].join('\n')
}
