import { z } from 'zod'
import { sha256Schema } from '../contract/texts.ts'
import { err, ok, type Result } from '../result.ts'
import type { FileCheck } from './file-check.ts'
import { type FileNames, signedDigestSchema } from './file-names.ts'
import { type SealedKind, sealedText, statementIn } from './sealed-text.ts'
import { revocationReasonSchema } from './states.ts'

/** The list of documents that are no longer valid, for checks without the university's server. */
export const LIST_FIELD = 'RevocationList'
const REVOCATION_LIST: SealedKind = { field: LIST_FIELD, name: 'yinzheng-revocation-list' }

/** Some 250 bytes each: all of them stay well inside what a check takes. */
export const LIST_ENTRIES_MAX = 50_000

const time = z.iso.datetime()
const entrySchema = z.object({
  /** Over what was signed: finds the document whatever was added to its file. Null for one of before it was kept. */
  signedDigest: signedDigestSchema.nullable(),
  /** Of the file as it was issued. */
  sha256: sha256Schema,
  state: z.enum(['revoked', 'replaced']),
  since: time,
  reason: revocationReasonSchema.nullable(),
})
export const revocationListSchema = z.object({
  /** Grows with every list: one that is older than what is known is not taken. */
  version: z.int().min(1),
  issuedAt: time,
  /** From then on the list says nothing any more. */
  nextUpdate: time,
  entries: z.array(entrySchema).max(LIST_ENTRIES_MAX),
})
export type RevocationList = z.infer<typeof revocationListSchema>
export type ListEntry = z.infer<typeof entrySchema>

/** The list as it stands in a stream of the PDF, ASCII. */
export function listText(list: RevocationList): string {
  return sealedText(REVOCATION_LIST, list)
}

/** Reads the list out of a PDF whose check has been made. Refuses with what is wrong with it. */
export function readRevocationList(
  pdf: Uint8Array,
  check: FileCheck,
): Result<RevocationList, 'not-trusted' | 'not-a-list'> {
  if (check.verdict !== 'valid') return err('not-trusted')
  if (check.seal?.field !== LIST_FIELD) return err('not-a-list')
  const parsed = revocationListSchema.safeParse(statementIn(pdf, REVOCATION_LIST))
  return parsed.success ? ok(parsed.data) : err('not-a-list')
}

/** What a list says of a file. `silent` when it has run out. */
export type ListSays =
  | { readonly kind: 'listed'; readonly entry: ListEntry }
  | { readonly kind: 'clear'; readonly issuedAt: string }
  | { readonly kind: 'silent' }

export function askList(list: RevocationList | null, { sha256, signedDigest }: FileNames, nowMs: number): ListSays {
  const isMeant = (one: ListEntry) =>
    one.sha256 === sha256 || (signedDigest !== null && one.signedDigest === signedDigest)
  const entry = list?.entries.find(isMeant)
  // What was revoked stays revoked, however old the list is.
  if (entry) return { kind: 'listed', entry }
  if (!list || nowMs >= Date.parse(list.nextUpdate)) return { kind: 'silent' }
  return { kind: 'clear', issuedAt: list.issuedAt }
}
