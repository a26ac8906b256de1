import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Clock } from '../../src/clock.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { decodeMessage } from './decode.ts'
import { encodeMessage } from './encode.ts'
import { attribute, type IppAttribute, type IppMessage } from './message.ts'
import { httpUrlOfPrinter } from './printer-address.ts'
import { OPERATIONS, type Operation, statusName } from './tags.ts'

/** What a request carries besides the three attributes that every request begins with. */
export interface IppAttributes {
  readonly operation?: readonly IppAttribute[]
  readonly job?: readonly IppAttribute[]
}

export interface IppRequestOptions {
  readonly clock: Clock
  /** For the whole exchange, from connecting to the last byte of the answer. */
  readonly timeoutMs: number
  /** The document. */
  readonly data?: Uint8Array
  /** Longer answers count as nonsense. */
  readonly maxAnswerBytes?: number
}

/**
 * Why there is no good answer. `unreachable`: no connection, so nothing has arrived there. `lost` and `timeout`: the connection
 * stood, so the printer may have acted on the request. `nonsense`: an answer that is not IPP. `refused`: the printer said no.
 */
export type IppFailure =
  | { readonly kind: 'unreachable' | 'lost' | 'timeout' | 'nonsense'; readonly detail: string }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string; readonly answer: IppMessage }

/** One exchange with a printer, as `ippRequest` does it. */
export type IppExchange = (
  uri: string,
  operation: Operation,
  attributes: IppAttributes,
  options: IppRequestOptions,
) => Promise<Result<IppMessage, IppFailure>>

const DEFAULT_MAX_ANSWER_BYTES = 4 * 1024 * 1024
let lastRequestId = 0

/**
 * Sends one request to `uri` (`ipp://host[:port]/path`, or http) and reads its answer (RFC 8010 section 4). Each request has a
 * connection of its own: printers that drop kept connections in silence are common. Does not reject.
 */
export const ippRequest: IppExchange = async (uri, operation, attributes, options) => {
  const requestId = (lastRequestId % 0x7fffffff) + 1
  lastRequestId = requestId
  const request = requestMessage(uri, operation, attributes, requestId, options.data)
  const body = await post(httpUrlOf(uri), encodeMessage(request), options)
  return body.ok ? readAnswer(body.value, requestId) : body
}

/** The message of a request: charset, language and printer first, in this order (RFC 8011 section 4.1.4). */
export function requestMessage(
  uri: string,
  operation: Operation,
  attributes: IppAttributes,
  requestId: number,
  data: Uint8Array = new Uint8Array(),
): IppMessage {
  const opening = [
    attribute.charset('attributes-charset', 'utf-8'),
    attribute.language('attributes-natural-language', 'en'),
    attribute.uri('printer-uri', uri.replace(/^http:/, 'ipp:')),
  ]
  const groups: IppMessage['groups'] = [
    { group: 'operation', attributes: [...opening, ...(attributes.operation ?? [])] },
    ...(attributes.job ? [{ group: 'job' as const, attributes: attributes.job }] : []),
  ]
  return { version: [1, 1], code: OPERATIONS[operation], requestId, groups, data }
}

/** The answer in `bytes`, or why it is none. */
export function readAnswer(bytes: Uint8Array, requestId: number): Result<IppMessage, IppFailure> {
  const answer = decodeMessage(bytes)
  if (!answer.ok) return err({ kind: 'nonsense', detail: answer.error })
  const status = answer.value.code
  if (answer.value.requestId !== requestId) return err({ kind: 'nonsense', detail: 'the answer is to another request' })
  if (status < 0x0100) return answer
  return err({ kind: 'refused', status, detail: statusName(status), answer: answer.value })
}

/** The address that an `ipp:` URI stands for. Throws for what is none: the configuration was checked by the same rule. */
export function httpUrlOf(uri: string): URL {
  const url = httpUrlOfPrinter(uri)
  if (!url) throw new Error(`not an ipp or http address: ${uri}`)
  return url
}

function post(url: URL, body: Uint8Array, options: IppRequestOptions): Promise<Result<Uint8Array, IppFailure>> {
  const { clock, timeoutMs, maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES } = options
  return new Promise(resolve => {
    let connected = false
    const headers = { 'content-type': 'application/ipp', accept: 'application/ipp', 'content-length': body.length }
    const request = httpRequest(url, { method: 'POST', agent: false, headers })
    const finish = (outcome: Result<Uint8Array, IppFailure>) => {
      callOff()
      resolve(outcome)
      request.destroy()
    }
    const fail = (kind: 'lost' | 'timeout' | 'nonsense', detail: string) =>
      finish(err({ kind: kind !== 'nonsense' && !connected ? 'unreachable' : kind, detail }))
    const callOff = clock.after(timeoutMs, () => fail('timeout', `no answer in ${timeoutMs} ms`))
    request.on('socket', socket => socket.once('connect', () => (connected = true)))
    request.on('error', error => fail(kindOf(error), reasonOf(error)))
    request.on('response', response => {
      if (response.statusCode !== 200) return fail('nonsense', `HTTP status ${response.statusCode}`)
      collect(response, maxAnswerBytes, { done: bytes => finish(ok(bytes)), fail })
    })
    request.end(body)
  })
}

interface Collected {
  done(bytes: Uint8Array): void
  fail(kind: 'lost' | 'nonsense', detail: string): void
}

function collect(response: IncomingMessage, maxBytes: number, { done, fail }: Collected): void {
  const chunks: Buffer[] = []
  let length = 0
  response.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > maxBytes) return fail('nonsense', `an answer of more than ${maxBytes} bytes`)
    chunks.push(chunk)
  })
  response.on('error', error => fail('lost', reasonOf(error)))
  response.on('end', () => done(new Uint8Array(Buffer.concat(chunks))))
}

/** Node's HTTP parser names what it can't read HPE_…; it says so of a connection that ended too early as well. */
function kindOf(error: Error): 'lost' | 'nonsense' {
  const reason = reasonOf(error)
  return reason.startsWith('HPE_') && reason !== 'HPE_CLOSED_CONNECTION' ? 'nonsense' : 'lost'
}

/** Node names the reason in `code`; the message would carry the printer's address. */
function reasonOf(error: Error & { code?: string }): string {
  return error.code ?? error.name
}
