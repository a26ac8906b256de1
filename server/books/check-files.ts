import type { Kysely } from 'kysely'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { issuedFiles } from '../issuing/issuing.ts'
import type { FileDifference } from './differences.ts'
import { type Page, pageOf } from './page.ts'

/** So many are read at once: reading waits for the disk, hashing for the processor. */
const AT_ONCE = 2

/** Reads the issued files behind `after`, at most `limit`, and compares each with the hash that it was issued under. */
export async function checkFiles(
  { db, content }: { readonly db: Kysely<Tables>; readonly content: Pick<ContentStore, 'check'> },
  after: string,
  limit: number,
): Promise<Page<FileDifference>> {
  const files = await issuedFiles(db, after, limit)
  const found = new Map<string, readonly FileDifference[]>()
  const waiting = files.values()
  const worker = async () => {
    for (const { sha256, documentNumber } of waiting) {
      // A disk that gives an error for a file is one more thing to be told, and no end of the telling.
      const state = await content.check(sha256).catch(() => 'unreadable' as const)
      if (state !== 'whole') found.set(sha256, [{ kind: `file-${state}`, documentNumber, sha256 }])
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return pageOf(
    files,
    limit,
    ({ sha256 }) => sha256,
    ({ sha256 }) => found.get(sha256) ?? [],
  )
}
