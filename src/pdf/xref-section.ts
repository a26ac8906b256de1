import type { PdfDict } from './values.ts'

/** Where one object lies: at an offset of the file, inside an object stream, or nowhere. */
export type XrefEntry =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' }

/** One cross-reference section and its trailer: what one saving of the file added. */
export interface XrefSection {
  readonly offset: number
  readonly entries: ReadonlyMap<number, XrefEntry>
  readonly trailer: PdfDict
  /** The number that stands behind its `startxref`; null where none follows, as inside a linearised file. */
  readonly startxref: number | null
  /** Just behind its `%%EOF`, without a line end; behind the section itself where there is none. */
  readonly end: number
  /** Object number of a cross-reference stream; null for a table. */
  readonly stream: number | null
}
