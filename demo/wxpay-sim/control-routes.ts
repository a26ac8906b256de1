import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RawRequest } from '../loopback-server.ts'
import { complain, complainSchema, payerSays } from './complaints.ts'
import { faultSchema } from './faults.ts'
import { type Desk, payOrder } from './orders.ts'

const paySchema = z.object({ out_trade_no: z.string().min(1).max(64) })
const saysSchema = z.object({ complaint_id: z.string().min(1).max(64), words: z.string().min(1).max(200) })
const advanceSchema = z.object({
  ms: z
    .int()
    .min(0)
    .max(366 * 24 * 3_600_000),
})
const faultsSchema = z.array(faultSchema).max(200)

export interface ControlParts {
  readonly desk: Desk
  /** Moves business time on by `ms` and writes it down. */
  readonly advance: (ms: number) => Promise<void>
  readonly reset: () => void
}

/** Answers `/_sim/…`: the strings by which tests and the demo move the gateway. Loopback only, no signature. */
export async function answerControl(parts: ControlParts, request: RawRequest, response: ServerResponse): Promise<void> {
  const { desk } = parts
  const say = (status: number, body: unknown) =>
    void response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
  const withBody = async <T>(schema: z.ZodType<T>, run: (input: T) => unknown) => {
    const parsed = schema.safeParse(parse(request.body))
    if (!parsed.success) return say(400, { error: z.prettifyError(parsed.error) })
    say(200, await run(parsed.data))
  }
  switch (`${request.method} ${request.target.split('?', 1)[0]}`) {
    case 'POST /_sim/pay':
      return withBody(paySchema, input => payOrder(desk, input.out_trade_no))
    case 'POST /_sim/advance':
      return withBody(advanceSchema, async input => {
        await parts.advance(input.ms)
        return { now: desk.clock.now() }
      })
    case 'POST /_sim/complain':
      return withBody(complainSchema, input => ({ complaint_id: complain(desk, input) }))
    case 'POST /_sim/complaint-says':
      return withBody(saysSchema, input => ({ said: payerSays(desk, input.complaint_id, input.words) }))
    case 'PUT /_sim/faults':
      return withBody(faultsSchema, faults => {
        desk.faults.replace(faults)
        return { faults: faults.length }
      })
    case 'POST /_sim/rotate-certificate':
      return withBody(advanceSchema, input => ({ serial: desk.keys.rotate(input.ms) }))
    case 'GET /_sim/faults':
      return say(200, desk.faults.report())
    case 'GET /_sim/journal':
      return say(200, desk.journal.entries())
    case 'GET /_sim/notifications':
      return say(200, [...desk.journal.book.notices.values()])
    case 'POST /_sim/reset':
      parts.reset()
      return say(200, {})
    default:
      return say(404, { error: 'no such control' })
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
