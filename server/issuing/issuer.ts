import type { Result } from '../../src/result.ts'
import type { DocumentRequest } from '../documents/documents.ts'

/** A signed file, ready to be stored and printed. */
export interface IssuedFile {
  readonly pdf: Uint8Array
  readonly pages: number
  /** SHA-256 of `pdf`, lower-case hex. */
  readonly sha256: string
  /** Over what the seal is over, lower-case hex: names the document whatever is added to the file later. */
  readonly signedDigest: string
  /** The last moment at which the paper counts, with the day that is printed; null when it never ends. */
  readonly validUntil: Date | null
  /** The version of its kind's templates; null or not there: those in the folder of the server. */
  readonly templateVersion?: number | null
}

/** Which templates of a kind are used now, where they are not those in the folder of the server. */
export type TemplatesNow = (
  kind: string,
) => Promise<{ readonly number: number; readonly files: ReadonlyMap<string, Uint8Array> } | null>

/** Pages that nobody has signed. */
export type DrawnFile = Pick<IssuedFile, 'pdf' | 'pages'>

/** Makes documents: renders, signs, checks with the house's own check. */
export interface Issuer {
  /** Refuses with `document-unavailable`, `document-needs-hand` or `document-failed`. */
  issue(request: DocumentRequest): Promise<Result<IssuedFile>>
  /** The same pages without the seal, for a look at them: nothing of it may leave the house as a file. Refuses as `issue` does. */
  draw(request: DocumentRequest): Promise<Result<DrawnFile>>
  close(): Promise<void>
}
