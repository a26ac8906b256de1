import type { PhotoKind } from '../../../src/graduation/enrolment.ts'
import { FINDING_WEIGHTS, type PhotoFinding, photoFindings } from '../../../src/graduation/photo-rules.ts'
import { someAtOnce } from '../../ground/some-at-once.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import { type PhotoFile, PhotoSourceProblem } from './photo-file.ts'
import type { PhotoMaker } from './photo-maker.ts'
import type { MadePhoto } from './photo-messages.ts'
import type { PhotoNamed } from './photo-named.ts'
import type { PhotoFault } from './photo-report.ts'

/** No photograph has more; what has is not even read. */
export const PHOTO_FILE_BYTES_MAX = 10 * 1024 * 1024

/** A file as it was looked at. */
export interface LookedAt {
  readonly line: number
  readonly named: PhotoNamed
  /** Empty where it could not be read. */
  readonly sourceSha256: string
  readonly fault: PhotoFault | null
  readonly doubts: readonly PhotoFinding[]
  readonly photo: MadePhoto | null
}

export interface LookParts {
  readonly maker: PhotoMaker
  readonly kind: PhotoKind
  /** YYYY-MM-DD. */
  readonly today: string
  /** Nothing is kept of what is looked at: photographs are measured alone. */
  readonly isTrial: boolean
}

/** Reads a file, makes its photograph anew and measures it. The rules of size and background are those of graduation photographs. */
async function lookAt(
  { maker, kind, today, isTrial }: LookParts,
  file: PhotoFile,
  line: number,
  named: PhotoNamed,
): Promise<LookedAt> {
  const none = { line, named, doubts: [], photo: null }
  const bytes = await bytesOf(file)
  if (typeof bytes === 'string') return { ...none, sourceSha256: '', fault: bytes }
  const sourceSha256 = sha256Hex(bytes)
  const made = await maker.make(bytes, { isTrial })
  if (!made.ok) return { ...none, sourceSha256, fault: made.error }
  const photo = made.value
  const findings =
    kind === 'graduation' ? photoFindings({ ...photo, bytes: bytes.length, takenOn: named.takenOn }, today) : []
  const fault = findings.find(one => one === 'other-size' || one === 'taken-in-future') ?? null
  const doubts = findings.filter(
    one => FINDING_WEIGHTS[one] === 'look' || one === 'not-jpeg' || one === 'too-many-bytes',
  )
  return { ...none, sourceSha256, fault, doubts: fault === null ? doubts : [], photo }
}

/** So many files are held in memory. */
const AT_ONCE = 4

/** The same of several, in their order. */
export async function lookAtAll(
  parts: LookParts,
  files: readonly { readonly file: PhotoFile; readonly line: number; readonly named: PhotoNamed }[],
): Promise<readonly LookedAt[]> {
  return someAtOnce(files, AT_ONCE, ({ file, line, named }) => lookAt(parts, file, line, named))
}

/** The same file without its picture, to see whether it is as it was reported. */
export async function lookAgain(file: PhotoFile, line: number, named: PhotoNamed): Promise<LookedAt> {
  const bytes = await bytesOf(file)
  return {
    ...{ line, named, doubts: [], photo: null, fault: null },
    sourceSha256: typeof bytes === 'string' ? '' : sha256Hex(bytes),
  }
}

async function bytesOf(file: PhotoFile): Promise<Buffer | 'too-many-bytes' | 'unpacks-badly'> {
  try {
    return (await file.read(PHOTO_FILE_BYTES_MAX)) ?? 'too-many-bytes'
  } catch (error) {
    if (error instanceof PhotoSourceProblem) return 'unpacks-badly'
    throw error
  }
}
