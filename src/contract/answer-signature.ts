/**
 * The header in which the server signs an answer with its Ed25519 key, so that nobody between it and a terminal can say what it has not
 * said: neither a proxy that ends TLS, nor whoever repeats an older answer or that to another question. Signed is every answer to a
 * request that brings a nonce.
 */
export const ANSWER_SIGNATURE_HEADER = 'yinzheng-answer-signature'

/** What is signed, as UTF-8: status, SHA-256 of the answer's bytes in hex, and the request's own text as the server has heard it. */
export function answerText(answer: { status: number; bodySha256: string; request: string }): string {
  return ['yinzheng-answer-1', String(answer.status), answer.bodySha256, answer.request].join('\n')
}
