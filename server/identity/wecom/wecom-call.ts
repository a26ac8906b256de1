import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { askProvider } from '../../ground/http/provider-http.ts'
import { refusalOfNoReply } from '../ways/no-reply.ts'
import type { WayRefusal } from '../ways/way.ts'

/** From the first byte out to the last byte in. */
export const CALL_LIMIT_MS = 10_000
const REPLY_BYTES_MAX = 64 * 1024

const errcodeSchema = z.object({ errcode: z.int() })

/** Why a call has no result: what WeCom says, or that nothing of it can be read. */
export type WecomFailure = { readonly errcode: number } | { readonly refusal: WayRefusal }

export interface WecomCall<T> {
  readonly url: URL
  /** What stands in the reply to a call that went well. */
  readonly schema: z.ZodType<T>
  /** Whether it brings something that is good for once, so that it is not known afterwards whether that was spent. */
  readonly isOneUse: boolean
}

/** Asks WeCom once. The address holds secrets: nothing of it is in a failure, nor anything that WeCom wrote but its code. */
export async function callWecom<T>(
  clock: Pick<Clock, 'after'>,
  { url, schema, isOneUse }: WecomCall<T>,
): Promise<Result<T, WecomFailure>> {
  const refuse = (reason: WayRefusal['reason'], detail: string) => err({ refusal: { reason, detail } })
  const reply = await askProvider(clock, {
    ...{ method: 'GET', url, headers: { Accept: 'application/json' } },
    ...{ withinMs: CALL_LIMIT_MS, bytesMax: REPLY_BYTES_MAX },
  })
  if (!reply.ok) return err({ refusal: refusalOfNoReply(reply.error, isOneUse) })
  const { status, body } = reply.value
  if (status >= 500 || status === 429) return refuse(isOneUse ? 'unknown' : 'away', `HTTP_${status}`)
  if (status !== 200) return refuse('lying', `HTTP_${status}`)
  const said = parsed(body)
  const code = errcodeSchema.safeParse(said)
  if (!code.success) return refuse('lying', 'a reply without errcode')
  if (code.data.errcode !== 0) return err({ errcode: code.data.errcode })
  const read = schema.safeParse(said)
  return read.success ? ok(read.data) : refuse('lying', 'a reply of another form')
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
