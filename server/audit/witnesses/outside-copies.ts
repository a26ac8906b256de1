import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Ground } from '../../ground/ground.ts'
import type { AuditSettings } from '../audit-config.ts'
import { linesOfFile } from './open-witnesses.ts'
import { linesOfBucket } from './s3-lines.ts'
import { s3Objects } from './s3-witness.ts'

/** An outside copy that this server can read. */
export interface OutsideCopy {
  readonly name: string
  readonly lines: AsyncIterable<string>
}

/** Every outside copy of the configuration; what it turned out not to be able to read is known when the lines were read. */
export interface Outside {
  readonly copies: readonly OutsideCopy[]
  unread(): readonly string[]
}

/** No copy outside. */
export const NO_COPIES: Outside = { copies: [], unread: () => [] }

/** What witnesses have that can be read: files, and buckets whose key may read. What went out by mail, only people can read. */
export async function outsideCopies(
  { db, log }: Pick<Ground, 'db'> & { readonly log?: Pick<Ground['log'], 'warn'> },
  { witnesses }: Pick<AuditSettings, 'witnesses'>,
): Promise<Outside> {
  const copies: OutsideCopy[] = []
  const unread: string[] = []
  const cannot = (name: string) => (why: string) => {
    unread.push(name)
    log?.warn({ witness: name, why }, 'a witness of the audit trail cannot be read back')
  }
  for (const one of witnesses) {
    if (one.kind === 'mail') continue
    const given = await deliveredTo(db, one.name)
    if (one.kind === 'file') {
      const found = await stat(one.path).catch(() => null)
      if (found?.isFile()) copies.push({ name: one.name, lines: linesOfFile(one.path) })
      else if (given > 0) cannot(one.name)('the file is gone')
      continue
    }
    const read = s3Objects(one)
    // Whether the key may read shows by what was given last.
    const last = given === 0 ? null : await read(given).catch((error: unknown) => String((error as Error).message))
    if (given > 0 && last === null) cannot(one.name)('the newest object is gone')
    else if (last !== null && !last.startsWith('{')) cannot(one.name)(last.slice(0, 200))
    else copies.push({ name: one.name, lines: linesOfBucket(read, given, cannot(one.name)) })
  }
  return { copies, unread: () => unread }
}

async function deliveredTo(db: Ground['db'], witness: string): Promise<number> {
  const { rows } = await sql<{ n: string }>`select delivered_number::text as n from audit_witness
    where witness = ${witness}`.execute(db)
  return Number(rows[0]?.n ?? 0)
}
