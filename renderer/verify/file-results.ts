import { FILES_A_QUESTION, type KnownFile } from '../../src/verification/api.ts'
import type { FileNames } from '../../src/verification/file-names.ts'
import { type Judgement, judge } from '../../src/verification/judge.ts'
import { askList } from '../../src/verification/revocation-list.ts'
import type { GatheredFile } from '../web/gather-files.ts'
import { type Checked, FILE_BYTES_MAX, type FileChecker, type Roots } from './file-checker.ts'
import type { VerificationServer } from './server.ts'
import type { TrustBase } from './trust-base.ts'

/** What was found of one file; `reason` instead when it was not checked at all. */
export interface FileResult {
  readonly name: string
  readonly checked: Checked | null
  readonly reason: 'too-large' | 'gave-up' | 'unreadable' | null
  /** The file itself, for whoever wants to see what stands whole in it. */
  readonly file: Blob | null
}

/** What the server said: nothing yet, its words by the SHA-256 of each file, or that it could not be reached. */
export type ServerWord =
  | { readonly kind: 'not-asked' | 'unreachable' }
  | { readonly kind: 'answered'; readonly checkedAt: string; readonly files: ReadonlyMap<string, KnownFile> }

/** Checks one file on this device. */
export async function checkGathered(gathered: GatheredFile, checker: FileChecker, roots: Roots): Promise<FileResult> {
  const { name, file } = gathered
  const unchecked = (reason: NonNullable<FileResult['reason']>): FileResult => ({
    name,
    checked: null,
    reason,
    file: null,
  })
  if (file.size > FILE_BYTES_MAX) return unchecked('too-large')
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const checked = await checker.check(bytes, roots, Date.now())
    return checked === 'gave-up' ? unchecked('gave-up') : { name, checked, reason: null, file }
  } catch {
    return unchecked('unreadable')
  }
}

/** What a file is asked for by. */
export const namesOf = ({ check: { sha256, signedDigest } }: Checked): FileNames => ({ sha256, signedDigest })

/** What the records hold of a file. */
export function knownIn(word: ServerWord, checked: Checked | null): KnownFile | undefined {
  return word.kind === 'answered' && checked ? word.files.get(checked.check.sha256) : undefined
}

/** Asks what only the university knows. Only hashes are sent. */
export async function askServer(server: VerificationServer, results: readonly FileResult[]): Promise<ServerWord> {
  const byHash = new Map(results.flatMap(({ checked }) => (checked ? [[checked.check.sha256, namesOf(checked)]] : [])))
  const names = [...byHash.values()]
  const files = new Map<string, KnownFile>()
  let checkedAt = ''
  for (let from = 0; from < names.length; from += FILES_A_QUESTION) {
    const answer = await server.byFiles({ files: names.slice(from, from + FILES_A_QUESTION) })
    if (!answer.ok) return { kind: 'unreachable' }
    checkedAt = answer.value.checkedAt
    for (const file of answer.value.files) files.set(file.sha256, file)
  }
  return { kind: 'answered', checkedAt, files }
}

/** The one answer on a file; null where it was not checked. */
export function judgeResult({ checked }: FileResult, word: ServerWord, trust: TrustBase): Judgement | null {
  if (!checked) return null
  const { check } = checked
  const known = knownIn(word, checked)
  return judge({
    check,
    server:
      word.kind === 'answered' && known
        ? { kind: 'answered', file: known }
        : { kind: word.kind === 'unreachable' ? 'unreachable' : 'not-asked' },
    list: askList(trust.list, namesOf(checked), Date.now()),
  })
}
