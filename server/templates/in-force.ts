import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { Folder } from './folder-zip.ts'

/** A version that documents are made with. */
export interface VersionInForce {
  readonly number: number
  readonly files: Folder
}

/** Null: the templates in the folder of the server. */
export type TemplatesInForce = (kind: string) => Promise<VersionInForce | null>

/** Which version of a kind was published last; 0 where none was, or where one has gone back to the folder of the server. */
export async function versionInForce(db: Kysely<Tables> | Transaction<Tables>, kind: string): Promise<number> {
  const row = await db
    .selectFrom('template_publication')
    .select('version')
    .where('kind', '=', kind)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.version ?? 0
}

export async function filesOf(db: Kysely<Tables>, kind: string, number: number): Promise<Folder> {
  const files = await db
    .selectFrom('template_file')
    .select(['path', 'content'])
    .where('kind', '=', kind)
    .where('number', '=', number)
    .orderBy('path')
    .execute()
  return new Map(files.map(({ path, content }) => [path, new Uint8Array(Buffer.from(content, 'base64'))]))
}

/** Asked for each document: a publication counts from the next one on, at every server of the house. Files are read once a version. */
export function createTemplatesInForce(db: Kysely<Tables>): TemplatesInForce {
  const held = new Map<string, VersionInForce>()
  return async kind => {
    const number = await versionInForce(db, kind)
    if (number === 0) return null
    const there = held.get(kind)
    if (there?.number === number) return there
    const read = { number, files: await filesOf(db, kind, number) }
    held.set(kind, read)
    return read
  }
}
