import { sleep } from '../../../src/clock.ts'
import { decodeMessage } from '../../ipp/decode.ts'
import { encodeMessage } from '../../ipp/encode.ts'
import type { IppMessage } from '../../ipp/message.ts'
import { OPERATIONS, type Operation, STATUSES } from '../../ipp/tags.ts'
import { answer } from './answers.ts'
import type { AnswerContext } from './reply.ts'

/** How the next `count` requests of an operation get their answers late, or never. */
export interface HeldAnswer {
  /** How long it is held. */
  readonly ms: number
  /** When the printer acts on it: as it comes, when the time is over, not at all, or when it is over and nobody is there any more. */
  readonly acts: 'before' | 'after' | 'never' | 'after-hanging-up'
  /** Whether an answer is given when the time is over; else the connection is dropped. */
  readonly answers: boolean
  readonly count: number
}

/** What the printer's end of the wire does to requests and answers. */
export interface Line {
  readonly held: Map<Operation, HeldAnswer>
  /** Connections are taken, and nothing is read from them. */
  hung: boolean
  /** The cable is pulled. */
  cut: boolean
  /** Ends each exchange that is under way. */
  readonly open: Set<() => void>
}

export function createLine(): Line {
  return { held: new Map(), hung: false, cut: false, open: new Set() }
}

/** The bytes of an answer, or that the printer has dropped the connection. */
export type LineReply = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'hung-up' }

const HUNG_UP: LineReply = { kind: 'hung-up' }

/** Takes the body of one HTTP request and gives the body of its answer. A dropped connection ends it at once. */
export function receive(context: AnswerContext, line: Line, body: Uint8Array): Promise<LineReply> {
  return new Promise((resolve, reject) => {
    const drop = () => resolve(HUNG_UP)
    line.open.add(drop)
    if (line.hung) return
    void exchange(context, line, body)
      .then(resolve, reject)
      .finally(() => line.open.delete(drop))
  })
}

/** Ends all exchanges that are under way. */
export function dropConnections(line: Line): void {
  for (const drop of line.open) drop()
  line.open.clear()
}

async function exchange(context: AnswerContext, line: Line, body: Uint8Array): Promise<LineReply> {
  const { manners, clock, engine } = context
  const request = decodeMessage(body)
  if (!request.ok) return delivered(context, badRequest(body))
  const { powerCycle } = engine.state()
  const gone = () => !engine.state().power || engine.state().powerCycle !== powerCycle
  const held = takeHeld(context, line, request.value)
  if (held?.acts === 'after-hanging-up') {
    void sleep(clock, held.ms).then(() => (gone() ? null : answer(context, request.value)))
    return HUNG_UP
  }
  const reply = held?.acts === 'before' ? await answer(context, request.value) : null
  if (held && held.ms > 0) await sleep(clock, held.ms)
  if (gone() || held?.acts === 'never') return HUNG_UP
  const bytes = encodeMessage(reply ?? (await answer(context, request.value)))
  if (held && !held.answers) return HUNG_UP
  const waitMs = (manners.answersAfterMs ?? 0) + (isStatus(request.value) ? statusWaitMs(context) : 0)
  if (waitMs > 0) await sleep(clock, waitMs)
  return gone() ? HUNG_UP : delivered(context, bytes)
}

function takeHeld(context: AnswerContext, { held }: Line, request: IppMessage): HeldAnswer | null {
  for (const [operation, answers] of held) {
    if (OPERATIONS[operation] !== request.code) continue
    if (answers.count > 1) held.set(operation, { ...answers, count: answers.count - 1 })
    else held.delete(operation)
    context.changed()
    return answers
  }
  return null
}

function isStatus({ code }: IppMessage): boolean {
  const asked = [OPERATIONS['Get-Job-Attributes'], OPERATIONS['Get-Jobs'], OPERATIONS['Get-Printer-Attributes']]
  return asked.some(operation => operation === code)
}

/** How long a question about its state waits; longer while the printer is busy with the newest job's bytes. */
function statusWaitMs({ manners, engine, clock }: AnswerContext): number {
  const newestMs = engine.state().jobs.at(-1)?.createdMs ?? Number.NEGATIVE_INFINITY
  const silentMs = newestMs + (manners.silentAfterJobMs ?? 0) - clock.monotonic()
  return (manners.statusAfterMs ?? 0) + Math.max(0, silentMs)
}

function delivered({ manners }: AnswerContext, bytes: Uint8Array): LineReply {
  // Every byte of the answer, in the wrong order.
  return { kind: 'bytes', bytes: manners.nonsense ? bytes.slice().reverse() : bytes }
}

/** A request that can't be read is answered by its header alone, as far as there is one. */
function badRequest(body: Uint8Array): Uint8Array {
  const requestId = body.length >= 8 ? new DataView(body.buffer, body.byteOffset).getInt32(4) : 0
  const code = STATUSES['client-error-bad-request']
  return encodeMessage({ version: [1, 1], code, requestId, groups: [], data: new Uint8Array() })
}
