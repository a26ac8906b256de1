import { createHash } from 'node:crypto'
import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Logger } from 'pino'
import { FAULTS_MAX, type ListKind, type PeopleList, type RowFault } from '../../../src/contract/people-lists-api.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { cursorOf, readCursor } from '../../ground/keyset.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../people-desk-audit.ts'
import type { Parts } from './decode.ts'
import { goThrough } from './go-through.ts'
import type { RowParts } from './row-of-list.ts'

/** So long a list waits that nobody has taken; what was taken in keeps its line alone. */
const KEPT_MS = 30 * 24 * 3_600_000

export interface PeopleListParts extends RowParts {
  readonly db: Kysely<Tables>
  readonly log: Logger
  readonly now: () => Date
}

export interface PartWish {
  readonly listId: string
  readonly kind: ListKind
  readonly name: string
  readonly byteLength: number
  readonly at: number
  readonly content: string
}

/** By which a file of a kind is known: the same file is the same list. */
export const listIdOf = (kind: ListKind) => createHash('sha256').update(`yinzheng-list\n${kind}\n`)

/** Lists that staff bring, are looked through, and are taken in as somebody says so. */
export function createPeopleLists(parts: PeopleListParts) {
  const { db, log, now } = parts
  let underWay: Promise<void> | null = null
  const bytesOf = (listId: string): Parts =>
    async function* () {
      for (let at = 0; ; at++) {
        const part = await db
          .selectFrom('people_list_part')
          .select('content')
          .where('list_id', '=', listId)
          .where('at', '=', at)
          .executeTakeFirst()
        if (!part) return
        yield Buffer.from(part.content, 'base64')
      }
    }
  const rowOf = (listId: string) =>
    db.selectFrom('people_list').selectAll().where('list_id', '=', listId).executeTakeFirst()

  /** Whether the bytes that arrived are those of the name. */
  const isWhole = async (listId: string, kind: ListKind, byteLength: number): Promise<boolean> => {
    const digest = listIdOf(kind)
    let length = 0
    for await (const part of bytesOf(listId)()) {
      length += part.length
      digest.update(part)
    }
    return length === byteLength && digest.digest('base64url') === listId
  }

  const check = async (listId: string, kind: ListKind): Promise<void> => {
    const faults: { line: number; what: RowFault }[] = []
    let [good, bad] = [0, 0]
    const refusal = await goThrough(parts, { kind, bytes: bytesOf(listId) }, async rows => {
      for (const { line, read } of rows) {
        if (read.ok) good++
        else {
          bad++
          if (faults.length < FAULTS_MAX) faults.push({ line, what: read.error })
        }
      }
      return 'on'
    })
    await db
      .updateTable('people_list')
      .set({ rows_good: good, rows_bad: bad, faults: JSON.stringify(faults) })
      .set(refusal === null ? { state: 'checked' } : { state: 'refused', refusal, ended_at: now() })
      .where('list_id', '=', listId)
      .where('state', '=', 'to-check')
      .execute()
  }

  const take = async (listId: string, kind: ListKind, staffId: string, takenLine: number): Promise<void> => {
    let taken = 0
    await goThrough(parts, { kind, bytes: bytesOf(listId) }, async rows => {
      const due = rows.filter(({ line }) => line > takenLine)
      if (due.length === 0) return 'on'
      // What was taken and how far it is are one: after a stop at any moment it goes on where it was.
      await db.transaction().execute(async tx => {
        for (const { line, read } of due) {
          if (!read.ok) continue
          await read.value.write(tx, { staffId, list: { importId: listId, line } }, now())
          taken++
        }
        const last = due.at(-1)?.line ?? takenLine
        await tx.updateTable('people_list').set({ taken_line: last }).where('list_id', '=', listId).execute()
      })
      return 'on'
    })
    await db.transaction().execute(async tx => {
      await tx
        .updateTable('people_list')
        .set({ state: 'taken', ended_at: now() })
        .where('list_id', '=', listId)
        .execute()
      await tx.deleteFrom('people_list_part').where('list_id', '=', listId).execute()
      const detail = { by: staffId, kind, rows: taken }
      await audit(tx, now(), { event: 'people-list-taken', subject: listId, terminalId: null, detail })
    })
  }

  const workThrough = async (): Promise<void> => {
    const due = await db
      .selectFrom('people_list')
      .select(['list_id', 'kind', 'state', 'taken_by', 'taken_line'])
      .where('state', 'in', ['to-check', 'to-take'])
      .orderBy('made_at')
      .execute()
    for (const { list_id, kind, state, taken_by, taken_line } of due)
      try {
        if (state === 'to-check') await check(list_id, kind)
        else await take(list_id, kind, taken_by ?? '', taken_line)
      } catch (error) {
        // The records did not answer: it is gone on with at the next turn.
        log.warn({ listId: list_id, reason: (error as Error).message }, 'a list of people waits')
      }
  }
  /** One after the other, and one run at a time. */
  const work = (): Promise<void> => {
    underWay ??= workThrough().finally(() => {
      underWay = null
    })
    return underWay
  }

  return {
    work,
    /** Takes a part in; with the last one the list is looked through. */
    bring: async (wish: PartWish, staffId: string): Promise<Result<{ state: PeopleList['state'] }, 'other-file'>> => {
      const { listId, kind, name, byteLength, at, content } = wish
      await db
        .insertInto('people_list')
        .values({
          list_id: listId,
          kind,
          name,
          byte_length: byteLength,
          state: 'arriving',
          made_by: staffId,
          made_at: now(),
        })
        .onConflict(conflict => conflict.doNothing())
        .execute()
      const known = await rowOf(listId)
      if (!known || known.kind !== kind || known.byte_length !== byteLength) return err('other-file')
      if (known.state !== 'arriving') return ok({ state: known.state })
      // No more is kept than the file says to have.
      if (at * 1024 > byteLength) return err('other-file')
      await db
        .insertInto('people_list_part')
        .values({ list_id: listId, at, content })
        .onConflict(conflict => conflict.columns(['list_id', 'at']).doUpdateSet({ content }))
        .execute()
      const sum = await db
        .selectFrom('people_list_part')
        .select(sql<string>`coalesce(sum(length(rtrim(content, '=')) * 3 / 4), 0)`.as('bytes'))
        .where('list_id', '=', listId)
        .executeTakeFirstOrThrow()
      if (Number(sum.bytes) < byteLength) return ok({ state: 'arriving' })
      if (!(await isWhole(listId, kind, byteLength))) {
        await db.deleteFrom('people_list').where('list_id', '=', listId).where('state', '=', 'arriving').execute()
        return err('other-file')
      }
      await db.updateTable('people_list').set({ state: 'to-check' }).where('list_id', '=', listId).execute()
      void work()
      return ok({ state: 'to-check' })
    },
    take: async (
      listId: string,
      staffId: string,
    ): Promise<Result<Record<never, never>, 'not-there' | 'not-checked'>> => {
      const row = await db
        .updateTable('people_list')
        .set({ state: 'to-take', taken_by: staffId })
        .where('list_id', '=', listId)
        .where('state', '=', 'checked')
        .returning('list_id')
        .executeTakeFirst()
      if (row) {
        void work()
        return ok({})
      }
      return err((await rowOf(listId)) ? 'not-checked' : 'not-there')
    },
    list: async ({ after, limit }: { readonly after?: string | undefined; readonly limit: number }) => {
      const place = readCursor(after)
      const found = await lists()
        .where(
          place
            ? sql<SqlBool>`(people_list.made_at, people_list.list_id) < (${place.at.toISOString()}::timestamptz, ${place.id})`
            : sql<SqlBool>`true`,
        )
        .orderBy('made_at', 'desc')
        .orderBy('list_id', 'desc')
        .limit(limit + 1)
        .execute()
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      const next = found.length > limit && last ? cursorOf({ at: last.made_at, id: last.list_id }) : null
      return { rows: shown.map(listed), next }
    },
    one: async (listId: string) => {
      const row = await lists().where('list_id', '=', listId).executeTakeFirst()
      return row ? { ...listed(row), faults: row.faults as { line: number; what: RowFault }[] } : null
    },
    /** Lets go what nobody has taken. */
    tidy: async (): Promise<void> => {
      await db
        .deleteFrom('people_list')
        .where('state', 'in', ['arriving', 'checked', 'refused'])
        .where('made_at', '<', new Date(now().getTime() - KEPT_MS))
        .execute()
    },
  }

  function lists() {
    return db
      .selectFrom('people_list')
      .leftJoin('staff_account', 'staff_account.staff_id', 'people_list.made_by')
      .selectAll('people_list')
      .select('staff_account.name as by')
  }
}

interface Listed {
  readonly list_id: string
  readonly kind: ListKind
  readonly name: string
  readonly made_at: Date
  readonly by: string | null
  readonly state: PeopleList['state']
  readonly rows_good: number
  readonly rows_bad: number
  readonly refusal: string | null
}

const listed = (row: Listed): PeopleList => ({
  ...{ listId: row.list_id, kind: row.kind, name: row.name, at: row.made_at.toISOString(), by: row.by ?? '' },
  ...{ state: row.state, good: row.rows_good, bad: row.rows_bad, refusal: row.refusal as PeopleList['refusal'] },
})
