import { bytesOfLatin1, concatBytes } from '../../src/pdf/bytes.ts'
import type { PdfDict, PdfRef } from '../../src/pdf/values.ts'
import type { SealedFile } from './sealed-file.ts'

/** An object by its number; what stands between `obj` and `endobj`. */
export type NewObjects = ReadonlyMap<number, Uint8Array>

export interface AppendedRevision {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each object's body begins. */
  readonly bodyStarts: ReadonlyMap<number, number>
}

/**
 * Appends one revision (ISO 32000-2, 7.5.6) and leaves every byte before it: the objects by number, one table, one trailer
 * with the same /Root, /Info and /ID. Nothing else is in it, so that a reader's white list can name every byte.
 */
export function appendRevision({ pdf, view, size, xrefOffset }: SealedFile, objects: NewObjects): AppendedRevision {
  const numbers = [...objects.keys()].sort((a, b) => a - b)
  const parts: Uint8Array[] = [pdf]
  const bodyStarts = new Map<number, number>()
  const offsets = new Map<number, number>()
  let at = pdf.length
  const add = (part: Uint8Array) => {
    parts.push(part)
    at += part.length
  }
  for (const number of numbers) {
    offsets.set(number, at)
    add(bytesOfLatin1(`${number} 0 obj\n`))
    bodyStarts.set(number, at)
    add(objects.get(number)!)
    add(bytesOfLatin1('\nendobj\n'))
  }
  const newSize = Math.max(size, numbers.at(-1)! + 1)
  const kept = ['Root', 'Info', 'ID'].flatMap(key => {
    const value = view.trailer.entries.get(key)
    return value ? [bytesOfLatin1(` /${key} `), pdf.slice(value.start, value.end)] : []
  })
  const startxref = at
  add(bytesOfLatin1(`xref\n${tableOf(numbers, offsets)}trailer\n<< /Size ${newSize}`))
  for (const part of kept) add(part)
  add(bytesOfLatin1(` /Prev ${xrefOffset} >>\nstartxref\n${startxref}\n%%EOF\n`))
  return { bytes: concatBytes(...parts), bodyStarts }
}

/** One subsection for each run of numbers (7.5.4). */
function tableOf(numbers: readonly number[], offsets: ReadonlyMap<number, number>): string {
  let table = ''
  for (let from = 0; from < numbers.length; ) {
    let to = from + 1
    while (numbers[to] === numbers[to - 1]! + 1) to++
    table += `${numbers[from]} ${to - from}\n`
    for (const number of numbers.slice(from, to)) {
      table += `${String(offsets.get(number)).padStart(10, '0')} 00000 n\r\n`
    }
    from = to
  }
  return table
}

/** The bytes of a dictionary with `added` before its end. */
export function extendedDictionary({ pdf, view }: SealedFile, ref: PdfRef, added: string): Uint8Array {
  const { start, end } = view.dictionary(ref)
  return concatBytes(pdf.subarray(start, end - 2), bytesOfLatin1(` ${added} >>`))
}

/** The bytes of a dictionary where the array under `key`, which stands in it itself, has one more reference. */
export function withReference(
  { pdf }: SealedFile,
  dictionary: PdfDict,
  holder: PdfDict,
  key: string,
  ref: number,
): Uint8Array {
  const array = holder.entries.get(key)
  if (array?.kind !== 'array') throw new Error(`/${key} is not an array in its place`)
  const close = array.end - 1
  return concatBytes(
    pdf.subarray(dictionary.start, close),
    bytesOfLatin1(` ${ref} 0 R`),
    pdf.subarray(close, dictionary.end),
  )
}
