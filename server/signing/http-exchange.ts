import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { concatBytes } from '../../src/pdf/bytes.ts'
import { err, ok, type Result } from '../../src/result.ts'

/** One request to a machine that the configuration names. */
export interface ExchangeRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** From the first packet to the last byte of the answer. */
  readonly timeoutMs: number
  /** Of the answer's body. */
  readonly maxBytes: number
  /** PEM of the authorities that an https server must lead to; those of the system when left out. */
  readonly caPem?: string
}

export interface ExchangeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** Why there is no answer. `detail` is a code such as ECONNREFUSED. */
export interface ExchangeFailure {
  readonly kind: 'unreachable' | 'slow' | 'too-large'
  readonly detail: string
}

/**
 * Sends one request and reads the whole answer, within its limits of time and size. Redirects are not followed: who is asked
 * is for the configuration alone to say.
 */
export function exchange(request: ExchangeRequest): Promise<Result<ExchangeAnswer, ExchangeFailure>> {
  const { url, method, headers = {}, body, timeoutMs, maxBytes, caPem } = request
  const send = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise(resolve => {
    const fail = (kind: ExchangeFailure['kind'], detail: string) => {
      resolve(err({ kind, detail }))
      outgoing.destroy()
    }
    const outgoing = send(url, {
      method,
      agent: false,
      headers: { ...headers, ...(body ? { 'content-length': body.length } : {}) },
      signal: AbortSignal.timeout(timeoutMs),
      ...(caPem === undefined ? {} : { ca: caPem }),
    })
    const broken = (error: NodeJS.ErrnoException) =>
      error.name === 'AbortError' || error.name === 'TimeoutError'
        ? fail('slow', `no answer within ${timeoutMs} ms`)
        : fail('unreachable', error.code ?? error.name)
    outgoing.on('error', broken)
    outgoing.on('response', response => {
      const parts: Uint8Array[] = []
      let bytes = 0
      response.on('error', broken)
      response.on('aborted', () => fail('unreachable', 'the answer broke off'))
      response.on('data', (part: Uint8Array) => {
        bytes += part.length
        if (bytes > maxBytes) fail('too-large', `more than ${maxBytes} bytes`)
        else parts.push(part)
      })
      response.on('end', () =>
        resolve(ok({ status: response.statusCode ?? 0, headers: response.headers, body: concatBytes(...parts) })),
      )
    })
    outgoing.end(body)
  })
}
