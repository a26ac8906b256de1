/** Where a token lies: `[start, end)` in the file, or in the object stream it came from. */
interface Placed {
  readonly start: number
  readonly end: number
}

export type PdfInteger = Placed & { readonly kind: 'integer'; readonly value: number }
export type PdfName = Placed & { readonly kind: 'name'; readonly value: string }
export type PdfString = Placed & {
  readonly kind: 'string'
  readonly form: 'literal' | 'hex'
  readonly value: Uint8Array
}
export type PdfArray = Placed & { readonly kind: 'array'; readonly items: readonly PdfValue[] }
export type PdfDict = Placed & { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> }
export type PdfRef = Placed & { readonly kind: 'ref'; readonly number: number; readonly generation: number }

/** A PDF object with its place (ISO 32000-2, 7.3). A stream is its dictionary; its data is found by the object reader. */
export type PdfValue =
  | PdfInteger
  | PdfName
  | PdfString
  | PdfArray
  | PdfDict
  | PdfRef
  | (Placed & { readonly kind: 'real'; readonly value: number })
  | (Placed & { readonly kind: 'boolean'; readonly value: boolean })
  | (Placed & { readonly kind: 'null' })
