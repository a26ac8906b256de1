import { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import { ZipFile } from 'yazl'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { PersonId, Records } from '../records/records.ts'

export interface BatchZipParts {
  readonly db: Kysely<Tables>
  readonly content: Pick<ContentStore, 'get'>
  readonly records: Pick<Records, 'person'>
}

/**
 * The files of a batch as one ZIP, each under the number and name of its person: for the office that hands them out. A file is read when its
 * turn comes, so that a class of thousands takes no more memory than one document. Null where nothing of it was issued.
 */
export async function batchZip({ db, content, records }: BatchZipParts, batchId: string): Promise<Readable | null> {
  const rows = await db
    .selectFrom('batch_item as i')
    .innerJoin('document as d', 'd.document_id', 'i.document_id')
    .select(['d.person_id', 'd.kind', 'd.edition', 'd.document_number', 'd.sha256', 'd.title_zh', 'd.issued_at'])
    .where('i.batch_id', '=', batchId)
    .where('i.state', '=', 'issued')
    .where('d.revoked_at', 'is', null)
    .orderBy('i.line')
    .execute()
  if (rows.length === 0) return null
  const zip = new ZipFile()
  const out = new Readable().wrap(zip.outputStream)
  zip.on('error', (error: Error) => out.destroy(error))
  const fill = async () => {
    for (const row of rows) {
      const person = await records.person(row.person_id as PersonId)
      const name = person ? `${person.number} ${person.nameZh} ${row.title_zh}` : row.document_number
      const path = `${safe(name)} ${row.document_number}.pdf`
      // Already compressed as far as it goes.
      zip.addReadStreamLazy(path, { compress: false, ...(row.issued_at && { mtime: row.issued_at }) }, hand => {
        content.get(row.sha256 ?? '').then(
          file =>
            file.ok
              ? hand(null, Readable.from([Buffer.from(file.value)]))
              : hand(new Error(file.error), Readable.from([])),
          (error: Error) => hand(error, Readable.from([])),
        )
      })
    }
    zip.end()
  }
  fill().catch((error: Error) => out.destroy(error))
  return out
}

/** What no disk takes for a folder or a device, and no ZIP for another place. */
const safe = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_')
    .replaceAll('..', '_')
    .slice(0, 120)
