/** A photograph as its file has it, to be made anew by the process of photographs. */
export interface PhotoJob {
  readonly bytes: Uint8Array
}

/** Why a file gives no photograph. */
export type PhotoFlaw = 'no-image' | 'too-many-pixels' | 'too-small' | 'broken'

export interface MadePhoto {
  /** JPEG, with nothing in it but the picture. */
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
  | { readonly is: 'refused'; readonly flaw: PhotoFlaw }
