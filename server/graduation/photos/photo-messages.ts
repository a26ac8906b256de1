/** A photograph as its file has it, to be made anew. */
export interface MakeJob {
  readonly is: 'make'
  readonly bytes: Uint8Array
  /** Measured alone, for a trial: what is kept of it is made when it is kept. */
  readonly isTrial: boolean
}

/** A photograph that the house made, to be drawn for a screen with words over it. */
export interface MarkJob {
  readonly is: 'mark'
  readonly jpeg: Uint8Array
  readonly lines: readonly string[]
  readonly widthPx: number
  readonly heightPx: number
}

/** What the process of photographs is given. */
export type PhotoJob = MakeJob | MarkJob

/** Why a file gives no photograph. */
export type PhotoFlaw = 'no-image' | 'too-many-pixels' | 'too-small' | 'broken'

export interface MadePhoto {
  /** JPEG, with nothing in it but the picture; empty in a trial. */
  readonly jpeg: Uint8Array
  /** Of the file as it came. */
  readonly isJpeg: boolean
  readonly widthPx: number
  readonly heightPx: number
  readonly blueShare: number
}

export type PhotoAnswer =
  | { readonly is: 'ready' }
  | { readonly is: 'made'; readonly photo: MadePhoto }
  | { readonly is: 'marked'; readonly jpeg: Uint8Array }
  | { readonly is: 'refused'; readonly flaw: PhotoFlaw }
