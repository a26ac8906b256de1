import { type Kysely, sql } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

/** A file that was issued, as it must lie in the content store for as long as its document may be asked for. */
export interface IssuedFileName {
  readonly sha256: string
  readonly documentNumber: string
}

/** The files of all documents in the order of their names, at most `limit` of those behind `after`: printed ones and those with proofs. */
export async function issuedFiles(db: Kysely<Tables>, after: string, limit: number): Promise<IssuedFileName[]> {
  // Documents of before every file had a row are known by the name that stands with them.
  const { rows } = await sql<IssuedFileName>`
    select distinct on (name.sha256) name.sha256, document.document_number as "documentNumber"
    from (
      (select sha256, document_id from document_file where sha256 > ${after} order by sha256 limit ${limit})
      union
      (select sha256, document_id from document where state = 'issued' and sha256 > ${after} order by sha256 limit ${limit})
    ) as name
    join document using (document_id)
    order by name.sha256, document.document_number
    limit ${limit}`.execute(db)
  return rows
}
