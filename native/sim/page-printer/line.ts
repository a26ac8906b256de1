import { sleep } from '../../../src/clock.ts'
import { decodeMessage } from '../../ipp/decode.ts'
import { encodeMessage } from '../../ipp/encode.ts'
import { OPERATIONS, STATUSES } from '../../ipp/tags.ts'
import { type AnswerContext, answer } from './answers.ts'

/** What the printer's end of the wire does to requests and answers. */
export interface LineFaults {
  slowMs: number
  nonsense: boolean
  /** Requests of these operations get no answer, `count` times: `before` they are acted on, or `after`. */
  lose: { operation: keyof typeof OPERATIONS; when: 'before' | 'after'; count: number } | null
}

/** The bytes of an answer, or that the printer has dropped the connection. */
export type LineReply = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'hung-up' }

/** Takes the body of one HTTP request and gives the body of its answer. */
export async function receive(context: AnswerContext, faults: LineFaults, body: Uint8Array): Promise<LineReply> {
  const request = decodeMessage(body)
  const lost =
    request.ok && OPERATIONS[faults.lose?.operation ?? 'Print-Job'] === request.value.code ? faults.lose : null
  if (lost) faults.lose = lost.count > 1 ? { ...lost, count: lost.count - 1 } : null
  if (lost?.when === 'before') return { kind: 'hung-up' }
  const bytes = request.ok ? encodeMessage(await answer(context, request.value)) : badRequest(body)
  if (faults.slowMs > 0) await sleep(context.clock, faults.slowMs)
  if (lost || !context.engine.state().power) return { kind: 'hung-up' }
  return { kind: 'bytes', bytes: faults.nonsense ? scramble(bytes) : bytes }
}

/** A request that can't be read is answered by its header alone, as far as there is one. */
function badRequest(body: Uint8Array): Uint8Array {
  const requestId = body.length >= 8 ? new DataView(body.buffer, body.byteOffset).getInt32(4) : 0
  const code = STATUSES['client-error-bad-request']
  return encodeMessage({ version: [1, 1], code, requestId, groups: [], data: new Uint8Array() })
}

/** Every byte of the answer, in the wrong order. */
function scramble(bytes: Uint8Array): Uint8Array {
  return bytes.slice().reverse()
}
