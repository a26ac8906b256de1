import type { IncomingMessage } from 'node:http'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { addressGroup } from '../limits/address-group.ts'

/** How many uploads may be under way at once: each holds its bytes in memory. */
const AT_ONCE = 8
const AT_ONCE_OF_GROUP = 3
/** One that brings less than so much in so long, but for its end, or is not through after so long, is ended: who drips holds a place. */
const LOOK_EVERY_MS = 10_000
const LEAST_BYTES_A_LOOK = 40_000
export const UPLOAD_MS = 60_000

/** Lets uploads in before a byte of them is read. */
export interface UploadGate {
  /** Refuses when enough are under way: `group` from there, `all` altogether. Otherwise gives what is to be called when it is over. */
  enter(ip: string): Result<() => void, 'group' | 'all'>
}

export function createUploadGate(): UploadGate {
  const groups = new Map<string, number>()
  let all = 0
  return {
    enter: ip => {
      const group = addressGroup(ip)
      const own = groups.get(group) ?? 0
      if (own >= AT_ONCE_OF_GROUP) return err('group')
      if (all >= AT_ONCE) return err('all')
      all++
      groups.set(group, own + 1)
      let isOver = false
      return ok(() => {
        if (isOver) return
        isOver = true
        all--
        const left = (groups.get(group) ?? 1) - 1
        if (left === 0) groups.delete(group)
        else groups.set(group, left)
      })
    },
  }
}

/** Why an upload was not read. */
export type UploadFault = 'no-length' | 'too-large' | 'too-slow' | 'broken-off'

/** The bytes that an upload will have by its Content-Length (RFC 9110, 8.6), which every browser sends with a form. */
export function uploadLength(
  { headers }: Pick<IncomingMessage, 'headers'>,
  maxBytes: number,
): Result<number, 'no-length' | 'too-large'> {
  const said = headers['content-length']
  if (said === undefined || !/^\d{1,15}$/.test(said)) return err('no-length')
  return Number(said) > maxBytes ? err('too-large') : ok(Number(said))
}

/** Reads an upload of at most `maxBytes` into memory of the size that it says it has. */
export function readUpload(
  request: IncomingMessage,
  { clock, maxBytes }: { readonly clock: Clock; readonly maxBytes: number },
): Promise<Result<Uint8Array<ArrayBuffer>, UploadFault>> {
  const said = uploadLength(request, maxBytes)
  if (!said.ok) return Promise.resolve(said)
  return new Promise(resolve => {
    const bytes = new Uint8Array(said.value)
    let length = 0
    let freshBytes = 0
    const onData = (part: Buffer) => {
      freshBytes += part.length
      // The parser sees to it that no more comes than was said.
      bytes.set(part, length)
      length += part.length
    }
    const look = () => {
      if (freshBytes < LEAST_BYTES_A_LOOK) return onSlow()
      freshBytes = 0
      stopLooking = clock.after(LOOK_EVERY_MS, look)
    }
    const end = (result: Result<Uint8Array<ArrayBuffer>, UploadFault>) => {
      stopLooking()
      stopWhole()
      request.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken)
      resolve(result)
    }
    const onEnd = () => end(length === bytes.length ? ok(bytes) : err('broken-off'))
    const onBroken = () => end(err('broken-off'))
    const onSlow = () => end(err('too-slow'))
    let stopLooking = clock.after(LOOK_EVERY_MS, look)
    const stopWhole = clock.after(UPLOAD_MS, onSlow)
    request.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken)
  })
}
