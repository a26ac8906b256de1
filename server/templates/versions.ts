import { type Kysely, sql } from 'kysely'
import { type FolderFault, PART_BYTES, type TemplateVersion } from '../../src/contract/templates-api.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Documents, KindDefinition } from '../documents/documents.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { faultsIn } from './check-folder.ts'
import { type Folder, readFolderZip } from './folder-zip.ts'
import { filesOf } from './in-force.ts'
import { audit } from './templates-audit.ts'

const DAY_MS = 24 * 3_600_000
const SHOWN = 200

export interface VersionsParts {
  readonly db: Kysely<Tables>
  readonly documents: Pick<Documents, 'templatesDir'>
  readonly now: () => Date
}

export interface Part {
  readonly digest: string
  readonly byteLength: number
  readonly at: number
  readonly content: string
}

export type Brought =
  | { readonly state: 'arriving' }
  | { readonly state: 'kept'; readonly number: number }
  | { readonly state: 'refused'; readonly faults: FolderFault[] }

/** Folders of templates as they were brought. */
export function createVersions({ db, documents, now }: VersionsParts) {
  const rows = (kind: string) =>
    db
      .selectFrom('template_version as v')
      .leftJoin('staff_account as a', 'a.staff_id', 'v.made_by')
      .select(['v.number', 'v.made_at', 'v.byte_length', 'v.outcome', 'a.name'])
      .where('v.kind', '=', kind)
  const shown = (row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): TemplateVersion => ({
    ...{ number: row.number, at: row.made_at.toISOString(), by: row.name ?? '', byteLength: row.byte_length },
    outcome: row.outcome as TemplateVersion['outcome'],
  })
  const whole = async (kind: string, { digest, byteLength }: Part): Promise<Buffer | null> => {
    const parts = await db
      .selectFrom('template_upload_part')
      .select('content')
      .where('kind', '=', kind)
      .where('digest', '=', digest)
      .orderBy('at')
      .execute()
    const zip = Buffer.concat(parts.map(({ content }) => Buffer.from(content, 'base64')))
    return zip.length === byteLength && sha256Hex(zip) === digest ? zip : null
  }
  const forget = (kind: string, digest: string) =>
    db.deleteFrom('template_upload_part').where('kind', '=', kind).where('digest', '=', digest).execute()
  const keep = (kind: string, { digest, byteLength }: Part, folder: Folder, staffId: string) =>
    db.transaction().execute(async tx => {
      // Of two at once the second waits, and finds what the first has kept.
      await sql`select pg_advisory_xact_lock(hashtext(${`template ${kind}`}))`.execute(tx)
      const there = await tx
        .selectFrom('template_version')
        .select('number')
        .where('kind', '=', kind)
        .where('digest', '=', digest)
        .executeTakeFirst()
      if (there) return there.number
      const last = await tx
        .selectFrom('template_version')
        .select(({ fn }) => fn.max('number').as('number'))
        .where('kind', '=', kind)
        .executeTakeFirst()
      const number = (last?.number ?? 0) + 1
      const at = now()
      const made = { kind, number, digest, byte_length: byteLength, made_by: staffId, made_at: at }
      await tx.insertInto('template_version').values(made).execute()
      const files = [...folder].map(([path, bytes]) => ({
        kind,
        number,
        path,
        content: Buffer.from(bytes).toString('base64'),
      }))
      await tx.insertInto('template_file').values(files).execute()
      const detail = { by: staffId, number, digest }
      await audit(tx, at, { event: 'template-brought', subject: kind, terminalId: null, detail })
      return number
    })

  return {
    list: async (kind: string) => (await rows(kind).orderBy('v.number', 'desc').limit(SHOWN).execute()).map(shown),
    one: async (kind: string, number: number) => {
      const row = await rows(kind).where('v.number', '=', number).executeTakeFirst()
      return row ? shown(row) : null
    },
    folder: (kind: string, number: number): Promise<Folder> => filesOf(db, kind, number),
    /** Takes a part; with the last one the folder is read. `other-file`: the parts that are there are not the file that was said. */
    bring: async (kind: KindDefinition, part: Part, staffId: string): Promise<Result<Brought, 'other-file'>> => {
      const parts = Math.ceil(part.byteLength / PART_BYTES)
      const length = Buffer.from(part.content, 'base64').length
      const due = part.at === parts - 1 ? part.byteLength - part.at * PART_BYTES : PART_BYTES
      if (part.at >= parts || length !== due) return err('other-file')
      await db
        .insertInto('template_upload_part')
        .values({ kind: kind.kind, digest: part.digest, at: part.at, content: part.content, made_at: now() })
        .onConflict(on => on.columns(['kind', 'digest', 'at']).doUpdateSet({ content: part.content, made_at: now() }))
        .execute()
      if (part.at < parts - 1) return ok({ state: 'arriving' })
      const zip = await whole(kind.kind, part)
      await forget(kind.kind, part.digest)
      if (zip === null) return err('other-file')
      const folder = await readFolderZip(zip)
      if (!folder.ok) return ok({ state: 'refused', faults: folder.error })
      const faults = await faultsIn(documents, kind, folder.value)
      if (faults.length > 0) return ok({ state: 'refused', faults })
      return ok({ state: 'kept', number: await keep(kind.kind, part, folder.value, staffId) })
    },
    /** What came of a trial. Written down again where it is another than before. */
    tried: (kind: string, number: number, outcome: 'passed' | 'refused') =>
      db.transaction().execute(async tx => {
        const changed = await tx
          .updateTable('template_version')
          .set({ outcome })
          .where('kind', '=', kind)
          .where('number', '=', number)
          .where('outcome', 'is distinct from', outcome)
          .returning('number')
          .executeTakeFirst()
        const detail = { number, outcome }
        if (changed) await audit(tx, now(), { event: 'template-tried', subject: kind, terminalId: null, detail })
      }),
    /** Lets go what began to arrive a day ago. */
    tidy: () =>
      db
        .deleteFrom('template_upload_part')
        .where('made_at', '<', new Date(now().getTime() - DAY_MS))
        .execute(),
  }
}
export type Versions = ReturnType<typeof createVersions>
