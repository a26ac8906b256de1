import { createHash } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { Logger } from 'pino'
import type { Parts } from '../../ground/sheets/decode.ts'
import type { ContentStore } from '../../ground/store/content-store.ts'
import type { GraduationImportTable, Tables } from '../../ground/store/tables.ts'
import type { Lookup } from '../../records/records.ts'
import type { PhotoMaker } from '../photos/photo-maker.ts'
import type { GraduationSeals } from '../seals.ts'

export type ImportRow = Selectable<GraduationImportTable>

export interface ImportParts {
  readonly db: Kysely<Tables>
  readonly log: Logger
  readonly seals: GraduationSeals
  readonly now: () => Date
  /** The local date, YYYY-MM-DD. */
  readonly today: () => string
  readonly content: ContentStore
  /** Begins a process of photographs; whoever asks ends it. */
  readonly makePhotos: () => PhotoMaker
  /** The university's data, when it is needed: a command opens it only then. */
  readonly lookup: () => Promise<Pick<Lookup, 'registersOfNumber'>>
}

/** By which a file is known: the same one, brought for the same time, is the same import. */
export const importIdOf = (kind: 'register', turn: number) =>
  createHash('sha256').update(`yinzheng-graduation\n${kind}\n${turn}\n`)

export const findImport = (db: Kysely<Tables>, importId: string): Promise<ImportRow | undefined> =>
  db.selectFrom('graduation_import').selectAll().where('import_id', '=', importId).executeTakeFirst()

/** The bytes of a file, a part at a time. */
export const bytesOf = ({ db, seals }: Pick<ImportParts, 'db' | 'seals'>, importId: string): Parts =>
  async function* () {
    for (let at = 0; ; at++) {
      const part = await db
        .selectFrom('graduation_import_part')
        .select('content')
        .where('import_id', '=', importId)
        .where('at', '=', at)
        .executeTakeFirst()
      if (!part) return
      yield seals.openPart(importId, at, part.content)
    }
  }
