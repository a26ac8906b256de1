import { readSignedRange, type SignedRange } from './byte-range.ts'
import type { Certificate } from './certificate.ts'
import { checkCoverage } from './coverage.ts'
import type { Engine } from './engine.ts'
import type { PdfFile } from './objects.ts'
import { OID } from './oids.ts'
import { PdfRefusal, refuse } from './reasons.ts'
import type { Coverage } from './report.ts'
import { type CheckedSignature, checkSignature } from './signature-check.ts'
import { readKind, readTransforms, type SubFilter } from './signature-dictionary.ts'
import type { FoundSignature } from './signature-field.ts'
import { type CheckedTimestamp, checkTimestamp } from './timestamp.ts'

/** A signature as far as its bytes tell: whether it was made over them with its key. Trust comes after. */
export interface Examined {
  readonly found: FoundSignature
  readonly subFilter: SubFilter | null
  readonly range: SignedRange | null
  readonly coverage: Coverage
  readonly docMdp: 1 | 2 | 3 | null
  /** Whether it locks fields (FieldMDP). */
  readonly locksFields: boolean
  /** Null when `refusal` says why. */
  readonly checked: CheckedSignature | null
  /** The time of a document time stamp. */
  readonly stampedMs: number | null
  /** Tokens in the signature's unsigned attribute, each sound and over this signature. */
  readonly tokens: readonly CheckedTimestamp[]
  readonly refusal: PdfRefusal | null
}

/** Tokens of one signature: two authorities are usual, more are not. */
const MAX_TOKENS = 4

/** Examines one signature. A refusal is kept with what was known by then; `limit-reached` ends the whole check. */
export async function examine(
  file: PdfFile,
  found: FoundSignature,
  others: readonly Certificate[],
  engine: Engine,
): Promise<Examined> {
  const known: { -readonly [Key in keyof Examined]: Examined[Key] } = {
    ...{ found, subFilter: null, range: null, coverage: 'partial', docMdp: null, checked: null },
    locksFields: false,
    ...{ stampedMs: null, tokens: [], refusal: null },
  }
  try {
    known.subFilter = readKind(found.dictionary)
    known.range = readSignedRange(file.bytes, found.dictionary)
    known.coverage = checkCoverage(file, found, known.range)
    const transforms = readTransforms(file.viewAt(found.revision), found.dictionary)
    known.docMdp = transforms.docMdp
    known.locksFields = transforms.locksFields
    const covered = [known.range.before, known.range.behind]
    if (known.subFilter === 'ETSI.RFC3161') {
      const stamp = await checkTimestamp(known.range.contents, covered, others, engine, file.budget)
      if (stamp.data.unsignedAttributes.size > 0) refuse('unsigned-attributes')
      known.stampedMs = stamp.timeMs
      known.checked = stamp
    } else {
      const needsNamedCertificate = known.subFilter === 'ETSI.CAdES.detached' ? 'v2' : null
      const input = {
        contents: known.range.contents,
        shape: 'detached',
        covered,
        needsNamedCertificate,
        others,
      } as const
      const checked = await checkSignature(input, engine, file.budget)
      known.tokens = await checkTokens(checked, others, file, engine)
      known.checked = checked
    }
  } catch (error) {
    if (!(error instanceof PdfRefusal) || error.code === 'limit-reached') throw error
    known.refusal = error
  }
  return known
}

/**
 * The signature-time-stamp attribute (RFC 3161, appendix A): its imprint is over the signature's value. No other unsigned
 * attribute is taken: nobody signed it, and nothing here reads it.
 */
async function checkTokens(
  { data }: CheckedSignature,
  others: readonly Certificate[],
  file: PdfFile,
  engine: Engine,
): Promise<CheckedTimestamp[]> {
  const tokens: CheckedTimestamp[] = []
  for (const [oid, values] of data.unsignedAttributes) {
    if (oid !== OID.signatureTimeStamp || values.length > MAX_TOKENS) refuse('unsigned-attributes', values[0]?.start)
    for (const { bytes, start, end } of values) {
      const token = await checkTimestamp(bytes.subarray(start, end), [data.signature], others, engine, file.budget)
      if (token.data.unsignedAttributes.size > 0) refuse('unsigned-attributes', start)
      tokens.push(token)
    }
  }
  return tokens
}
