import { latin1 } from './bytes.ts'
import type { Engine } from './engine.ts'
import type { PdfReport } from './report.ts'
import type { SealClaim } from './seal-claim.ts'
import { type ClaimedRange, claimedRanges, isNamedInDigits } from './seal-search.ts'
import { hasOneKindOfLineEnd, hasShortRows, isRecoded } from './transport-damage.ts'

/**
 * What happened to a file, where its bytes show it. `cut-short`, `line-ends` and `recoded` say nothing of whose file it is; `lost` is
 * a file with a seal of ours in it that lacks bytes elsewhere than at its end; `saved-anew` is one that a program wrote again with a
 * seal in it; `seal-broken` has something of a seal of ours in it, and bytes that cannot be what was sealed.
 */
export type Damage =
  | ('in-front' | 'space-behind' | 'cut-short' | 'line-ends' | 'recoded' | 'lost')
  | ('saved-anew' | 'seal-broken')

/** How much of the end of a file its last pointer stands in; a file without one there has lost its end. */
const END_BYTES = 2048
/** A line end behind the last word: a file without it is whole to the eye. */
const LINE_END_BYTES = 2

/** Which seals could be found in a file, and by whose roots they are judged. */
export interface SealsFound {
  readonly claim: SealClaim | null
  /** Whether the signer of a seal that covers some of the file was read. */
  readonly isRead: boolean
  readonly engine: Pick<Engine, 'anchors'>
}

/** What the bytes of a file show that is not as it was sealed; null where they show nothing, and where it was never ours. */
export function damageOf(
  bytes: Uint8Array,
  { verdict, reasons, signatures }: PdfReport,
  { claim, isRead, engine }: SealsFound,
): Damage | null {
  if (verdict === 'unsigned') return claim?.leadsToAnchor ? (ofMovedSeal(bytes) ?? 'seal-broken') : null
  if (verdict !== 'malformed' && verdict !== 'tampered' && verdict !== 'partial-coverage') return null
  const isPdf = hasHeader(bytes)
  if (isPdf && hasOneKindOfLineEnd(bytes)) return 'line-ends'
  // Behind a seal that could be read stands something that was added: whoever added it may have cut it short, too.
  if (isRead) return null
  if (isPdf && signatures.length === 0 && isRecoded(bytes)) return 'recoded'
  const ranges = claimedRanges(bytes)
  const hasNoEnd = reasons[0]?.code === 'no-end-of-file'
  if (isPdf && ranges.length === 0 && hasNoEnd) return 'cut-short'
  const longer = ranges.filter(({ end }) => end > bytes.length)
  if (isPdf && longer.length > 0 && hasShortRows(bytes)) return 'line-ends'
  if (isPdf && longer.some(range => isInPlace(bytes, range) && lacksItsEnd(bytes, range))) return 'cut-short'
  if (claim) {
    const moved = ofMovedSeal(bytes)
    if (moved) return moved
    // No program writes a file whose own pointer misses: what it points to was moved by bytes that are missing before it.
    if (claim.leadsToAnchor && longer.length > 0 && !pointsRight(bytes)) return 'lost'
  }
  const names = engine.anchors.map(({ subject }) => subject)
  return claim || isNamedInDigits(bytes, names) ? 'seal-broken' : null
}

/** A file in good order whose seal stands elsewhere than where it says of itself was written by a program. */
function ofMovedSeal(bytes: Uint8Array): Damage | null {
  const isMoved = claimedRanges(bytes).some(range => !begins(bytes, range) && !ends(bytes, range))
  return isMoved && pointsRight(bytes) ? 'saved-anew' : null
}

/** Whether the gap of a seal is where the seal says, so that nothing before it was moved. */
const isInPlace = (bytes: Uint8Array, range: ClaimedRange): boolean =>
  begins(bytes, range) && (range.gapEnd > bytes.length || ends(bytes, range))
const begins = (bytes: Uint8Array, { gapStart }: ClaimedRange): boolean => bytes[gapStart] === 0x3c
const ends = (bytes: Uint8Array, { gapEnd }: ClaimedRange): boolean => bytes[gapEnd - 1] === 0x3e

function lacksItsEnd(bytes: Uint8Array, { end }: ClaimedRange): boolean {
  return end - bytes.length <= LINE_END_BYTES || !/%%EOF\s*$/.test(endOf(bytes))
}

/** Whether the last `startxref` leads to a table or an object, to the byte. */
function pointsRight(bytes: Uint8Array): boolean {
  const end = endOf(bytes)
  const offset = /^startxref\s+(\d{1,10})\s/.exec(end.slice(Math.max(0, end.lastIndexOf('startxref'))))?.[1]
  if (offset === undefined) return false
  const at = Number(offset)
  return /^(?:xref\s|\d{1,10} \d{1,5} obj\b)/.test(latin1(bytes.subarray(at, at + 24)))
}

const endOf = (bytes: Uint8Array): string => latin1(bytes.subarray(Math.max(0, bytes.length - END_BYTES)))

const hasHeader = (bytes: Uint8Array): boolean => latin1(bytes.subarray(0, 5)) === '%PDF-'
