/** One page to draw. */
export interface PictureJob {
  readonly pdf: Uint8Array
  /** From 1. */
  readonly page: number
  readonly widthPx: number
  /** It is of nobody and for looking at alone, and says so all over. */
  readonly isSample: boolean
}

/** What the thread answers: once when it is ready, then once a job. `png` null: the page cannot be drawn. */
export type PictureAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'drawn'; readonly png: Uint8Array<ArrayBuffer> | null }
