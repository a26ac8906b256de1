import { behindLineEnd } from '../cursor.ts'
import type { PdfView } from '../objects.ts'
import type { Revision } from '../revisions.ts'

/**
 * Where the first byte of a revision stands that belongs to nothing; null when every byte is white space, an object that the
 * cross-reference names, or the cross-reference itself. Readers that search for objects would find what stands there.
 */
export function firstHiddenByte(bytes: Uint8Array, revision: Revision, view: PdfView): number | null {
  const objects = new Map<number, { number: number; generation: number }>()
  for (const [number, entry] of revision.entries) {
    if (entry.kind !== 'offset') continue
    objects.set(behindLineEnd(bytes, entry.offset), { number, generation: entry.generation })
  }
  const section = behindLineEnd(bytes, revision.sections[0]?.offset ?? 0)
  let at = revision.start
  for (;;) {
    while (isWhite(bytes[at]) && at < revision.eof) at++
    if (at === section) return null
    const ref = objects.get(at)
    const object = ref && view.load({ kind: 'ref', ...ref, start: at, end: at })
    if (!object?.end || object.end <= at) return at
    at = object.end
  }
}

function isWhite(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
