/** A file that may hold a photograph, or the table beside them. */
export interface PhotoFile {
  /** Inside its folder or ZIP, with slashes. */
  readonly path: string
  readonly byteLength: number
  /** At most `mostBytes` of it; null where it has more. Throws `PhotoSourceProblem` where it cannot be unpacked. */
  read(mostBytes: number): Promise<Buffer | null>
}

export interface PhotoSource {
  /** Always in the same order. */
  readonly files: readonly PhotoFile[]
  close(): Promise<void>
}

/** Why a ZIP or a folder is refused as a whole. */
export type PhotoRefusal =
  | 'not-there'
  | 'broken'
  | 'climbs'
  | 'bomb'
  | 'too-many'
  | 'empty'
  | 'two-tables'
  | 'table'
  | 'changed'

export class PhotoSourceProblem extends Error {
  readonly refusal: PhotoRefusal
  constructor(refusal: PhotoRefusal) {
    super(`photographs cannot be read: ${refusal}`)
    this.refusal = refusal
  }
}

export const FILES_MAX = 120_000

/** What programs of computers lay beside files. */
export const isOfNobody = (path: string): boolean =>
  path.split('/').some(part => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db')

/** All of a stream, or null as soon as it has more. */
export async function readWhole(stream: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of stream) {
    length += part.length
    if (length > mostBytes) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
