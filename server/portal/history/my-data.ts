import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { VisitorCaller } from '../../ground/callers.ts'
import type { House } from '../../ground/ground.ts'
import { houseSecret } from '../../ground/house-secret.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { dayIn } from '../../ground/local-day.ts'
import type { PersonalRows } from '../../ground/personal-data.ts'
import type { SentFile } from '../../ground/room.ts'
import { createSealedTokens } from '../../ground/sealed-token.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { askRecords } from '../../records/records.ts'
import { isFresh } from '../letter-addresses.ts'
import { audit } from '../portal-audit.ts'

export interface MyDataParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly house: House
  /** What each room keeps of people. */
  readonly personal: readonly PersonalRows[]
  /** What stands sealed in accounts of a person, opened. */
  readonly accountsOf: (personIds: readonly string[]) => Promise<readonly object[]>
  readonly limit: Limit
}

const ABOUT = both(
  '这是本服务保存的与您有关的全部数据。contents 说明每一部分是什么、有多少条；data 是数据本身。学校自己的学籍等数据不在其中，请向学校查询。',
  'Everything that this service keeps of you. "contents" says what each part is and how many entries it has; "data" holds them. The university’s own data of you is not in it: ask the university.',
)
const ACCOUNT: Bilingual = both('您的账号', 'Your account')

/**
 * Everything that is kept of a person, in all registers. It is read when it is asked for and kept nowhere. Refuses with `proof-too-old`,
 * `too-many-today` and `server-unreachable` when the university's data, by which an account is found, does not answer.
 */
export async function myData(parts: MyDataParts, caller: VisitorCaller): Promise<Result<SentFile>> {
  const { db, clock, house, personal, limit } = parts
  const { personIds, personId, proofs } = caller
  if (!isFresh(proofs, clock.now())) return err(fault('proof-too-old', 'all that is kept'))
  if (!(await limit.allow(personId))) return err(fault('too-many-today', 'all that is kept'))
  const accounts = await askRecords(parts, async () => ok(await parts.accountsOf(personIds)))
  if (!accounts.ok) return accounts
  const at = new Date(clock.now())
  const ids = JSON.stringify(personIds)
  const all: { table: string; about: Bilingual; rows: readonly unknown[] }[] = [
    { table: 'account', about: ACCOUNT, rows: accounts.value },
  ]
  // One state of the database: what is written meanwhile is in all of it or in none.
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      for (const own of personal)
        all.push({ table: own.table, about: own.about, rows: await readRows(tx, own, ids, at) })
    })
  await audit(db, at, { event: 'my-data-given', subject: caller.sessionKey, terminalId: null })
  const file = {
    about: ABOUT,
    house: house.name,
    madeAt: at.toISOString(),
    contents: all.map(({ table, about, rows }) => ({ name: table, about, entries: rows.length })),
    data: Object.fromEntries(all.map(({ table, rows }) => [table, rows])),
  }
  return ok({
    bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`),
    fileName: myDataName(at, house.timeZone),
  })
}

/** By the day of the university's clocks, as everything else that the person sees. */
export const myDataName = (at: Date, timeZone: string): string => `my-data-${dayIn(timeZone, at)}.json`

/** Rows as the person gets them: what stands sealed in them, opened. */
async function readRows(
  tx: Transaction<Tables>,
  { sql, sealed = [] }: PersonalRows,
  ids: string,
  at: Date,
): Promise<readonly object[]> {
  const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, [ids]))
  const seals = await Promise.all(
    sealed.map(async one => ({ ...one, tokens: createSealedTokens(await houseSecret(tx, one.secret, at)) })),
  )
  return rows.map(row => ({
    ...row,
    ...Object.fromEntries(
      seals.map(({ column, tokens, purposeOf }) => {
        const value = row[column]
        const opened = typeof value === 'string' ? tokens.open(purposeOf(row), value, 0)?.value : null
        return [column, opened ?? null]
      }),
    ),
  }))
}
