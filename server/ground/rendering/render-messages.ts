/** What a render worker is started with. */
export interface RenderWorkerData {
  readonly templatesDir: string
  readonly fontDirs: readonly string[]
}

/** One document to render. */
export interface RenderJob {
  /** Path of the template under the templates' folder. */
  readonly template: string
  /** JSON for the template. */
  readonly document: string
  /** Seconds since 1970 that the file's metadata carries. */
  readonly createdAtSeconds: number
}

export interface Rendering {
  readonly pdf: Uint8Array
  readonly pages: number
}

/** What a render worker answers: once when it is ready, then once a job. */
export type RenderAnswer =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'rendered' } & Rendering)
  | { readonly kind: 'refused'; readonly message: string }
