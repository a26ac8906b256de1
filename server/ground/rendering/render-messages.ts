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
  /** Templates that lie in no folder: they are read as if this were one beside the others. Its files are never other ones under the same name. */
  readonly folder?: RenderFolder
}

export interface RenderFolder {
  /** A name that no folder there has, for example `transcript@7`. */
  readonly name: string
  readonly files: ReadonlyMap<string, Uint8Array>
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
