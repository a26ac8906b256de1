import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'

/** One call to a provider. What is sent is sent as it stands here: it may be signed. */
export interface ProviderRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL | string
  readonly headers: Readonly<Record<string, string>>
  /** Absent for a call without a body. */
  readonly body?: string
  /** From the first byte out to the last byte in. */
  readonly withinMs: number
  /** Of the reply; a longer one is broken off. */
  readonly bytesMax: number
  /** Whoever wanted it does not any more. */
  readonly signal?: AbortSignal
}

/** A reply, whatever its status: nothing of it is believed yet. */
export interface ProviderReply {
  readonly status: number
  /** With lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** As it came: a signature is over these bytes. */
  readonly body: Buffer
}

/** The system's words for a line that never came up. */
const NOT_REACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'] as const

/** Why there is no whole reply: a word for logs. Whatever it is, the call may have been carried out. */
export type NoReply = 'TIMEOUT' | 'CANCELLED' | 'BROKE_OFF' | 'REPLY_TOO_LONG' | (typeof NOT_REACHED)[number]

class TooLong extends Error {}

/**
 * Makes one call and reads its reply whole: within a time and a size, without following redirects, without a proxy, and never twice. It
 * throws for bugs only, so that a provider has one word for everything that a network does.
 */
export function askProvider(
  clock: Pick<Clock, 'after'>,
  request: ProviderRequest,
): Promise<Result<ProviderReply, NoReply>> {
  return readProvider(clock, request, async reply => ({
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body: await upTo(reply, request.bytesMax),
  }))
}

/** The same, with a reply that `read` takes in as it comes: for what is too long to be held. Its own errors are passed on. */
export async function readProvider<T>(
  clock: Pick<Clock, 'after'>,
  { method, url, headers, body, withinMs, signal }: Omit<ProviderRequest, 'bytesMax'>,
  read: (reply: Response) => Promise<T>,
): Promise<Result<T, NoReply>> {
  const abort = new AbortController()
  let isLate = false
  const giveUp = clock.after(withinMs, () => {
    isLate = true
    abort.abort()
  })
  const leave = () => abort.abort()
  signal?.addEventListener('abort', leave)
  if (signal?.aborted) leave()
  try {
    const asked = { method, headers, redirect: 'manual', signal: abort.signal } as const
    const reply = await fetch(url, body === undefined ? asked : { ...asked, body })
    return ok(await read(reply))
  } catch (error) {
    if (error instanceof TooLong) return err('REPLY_TOO_LONG')
    if (isLate) return err('TIMEOUT')
    if (abort.signal.aborted) return err('CANCELLED')
    // Of `fetch`, and of a body that breaks off.
    if (error instanceof TypeError) return err(NOT_REACHED.find(word => word === causeOf(error)) ?? 'BROKE_OFF')
    throw error
  } finally {
    giveUp()
    signal?.removeEventListener('abort', leave)
    // Nothing goes on behind a reply that was given up.
    abort.abort()
  }
}

async function upTo(reply: Response, bytesMax: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of reply.body ?? []) {
    length += part.length
    if (length > bytesMax) throw new TooLong()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const causeOf = ({ cause }: TypeError): string => {
  const one = cause instanceof AggregateError ? cause.errors[0] : cause
  return one instanceof Error && 'code' in one ? String(one.code) : ''
}
