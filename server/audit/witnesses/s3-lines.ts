import type { AwsClient } from 'aws4fetch'

const TIMEOUT_MS = 20_000
/** A line of 1,000 links is 50 kB. */
const OBJECT_BYTES_MAX = 4_000_000
/** So many objects are read at most: all of the newest, and of those before some, each of which vouches for all that lies before it. */
const NEWEST = 500
const OLDER = 500
const AT_ONCE = 8

/** Asks for one object; null where the bucket has none of this key. Throws where it does not say. */
export type ReadObject = (number: number) => Promise<string | null>

/** Reads objects of a bucket, as they were given. */
export const objectReader =
  (client: () => Promise<AwsClient>, urlOf: (number: number) => string): ReadObject =>
  async number => {
    const request = await (await client()).sign(urlOf(number), { method: 'GET' })
    const answer = await fetch(request, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (answer.status === 404) {
      await answer.body?.cancel()
      return null
    }
    if (!answer.ok) {
      await answer.body?.cancel()
      throw new Error(`answered ${answer.status}`)
    }
    return textUpTo(answer, OBJECT_BYTES_MAX)
  }

/** More than that is none of ours, and does not fill the memory. */
async function textUpTo(answer: Response, bytesMax: number): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    bytes += part.length
    if (bytes > bytesMax) throw new Error('an object is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Which checkpoints are read, where the bucket was given all up to `newest`: from the oldest to the newest. */
export function numbersToRead(newest: number): readonly number[] {
  const firstOfAll = Math.max(1, newest - NEWEST + 1)
  const step = Math.max(1, Math.ceil((firstOfAll - 1) / OLDER))
  const older: number[] = []
  for (let number = step; number < firstOfAll; number += step) older.push(number)
  const all = Array.from({ length: newest - firstOfAll + 1 }, (_, at) => firstOfAll + at)
  return [...older, ...all]
}

/**
 * The lines of a bucket, the oldest first, and behind the newest that was given whatever else is there: a house whose database was put back
 * knows of less than its bucket. What it cannot read ends the lines, and is told.
 */
export async function* linesOfBucket(
  read: ReadObject,
  newest: number,
  onUnread: (why: string) => void,
): AsyncGenerator<string> {
  try {
    const numbers = numbersToRead(newest)
    for (let at = 0; at < numbers.length; at += AT_ONCE)
      // One that is gone may have gone for its age.
      for (const text of await Promise.all(numbers.slice(at, at + AT_ONCE).map(read)))
        if (text !== null) yield text.trimEnd()
    for (let number = newest + 1; ; number++) {
      const text = await read(number)
      if (text === null) return
      yield text.trimEnd()
    }
  } catch (error) {
    onUnread(error instanceof Error ? error.message : 'unknown')
  }
}
