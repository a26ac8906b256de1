import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { REPRINT_CODE_DIGITS } from '../../src/contract/reprints-api.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { type ActBegun, type CaseActs, type Cases, sentence, type TakenAct } from '../cases/cases.ts'
import { randomReadable, readTyped } from '../ground/random-id.ts'
import type { ReprintCodeTable, Tables } from '../ground/store/tables.ts'
import type { OrderRow } from './order-machine.ts'
import { audit } from './orders-audit.ts'
import { lockOrderById, printableDocument } from './reprint-rows.ts'

/** Digits, so that they can be said on the telephone and typed on a keypad of ten large keys. */
const DIGITS = '0123456789'

type CodeRow = Selectable<ReprintCodeTable>

/** Codes have forty bits only, so their hash is made slow on purpose. */
const slowHash = promisify<string, string, number, Buffer>(scrypt)

/** As it is shown and read out: four and four. */
const inGroups = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code

/** What is stored of a code, however it was typed. */
export const hashOfCode = async (typed: string): Promise<string> =>
  (await slowHash(readTyped(typed), 'yinzheng-reprint-code', 32)).toString('hex')

/**
 * For how many copies a code is still good: those that did not come out under its last order, and surely did not. None while that order
 * may be printing. `copies` are what was left of it when that order was opened.
 */
export function copiesLeft(
  { copies }: Pick<CodeRow, 'copies'>,
  last: Pick<OrderRow, 'state' | 'copies_delivered' | 'copies_unclear'> | undefined,
): number {
  if (!last) return copies
  return last.state === 'ready' ? 0 : Math.max(0, copies - (last.copies_delivered ?? 0) - last.copies_unclear)
}

/** Gives a code for what a person has decided; the case goes on until it is used or has expired. */
export function reprintCodeAct(validMs: number): NonNullable<CaseActs['carryOut']['reprint-code']> {
  return async (tx, act, now): Promise<Result<ActBegun, string>> => {
    const order = await lockOrderById(tx, act.orderId ?? act.subject)
    const copies = act.copies ?? 1
    const whyNot = await whyNoCode(tx, order, copies, now)
    if (whyNot !== null) return err(whyNot)
    const code = randomReadable(REPRINT_CODE_DIGITS, DIGITS)
    const expiresAt = new Date(now.getTime() + validMs)
    await insertCode(tx, { codeHash: await hashOfCode(code), act, copies, orderId: order.order_id, expiresAt }, now)
    return ok({
      isUnderWay: true,
      byItself: { what: sentence('waits-for-code'), atMs: expiresAt.getTime() },
      tells: { reprintCode: inGroups(code), expiresAt: expiresAt.toISOString() },
    })
  }
}

async function insertCode(
  tx: Transaction<Tables>,
  code: { codeHash: string; act: TakenAct; copies: number; orderId: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  const { act, copies, orderId } = code
  await tx
    .insertInto('reprint_code')
    .values({
      ...{
        code_hash: code.codeHash,
        order_id: orderId,
        copies,
        state: 'open',
        made_at: now,
        expires_at: code.expiresAt,
      },
      ...{ case_kind: act.kind, case_subject: act.subject },
    })
    .execute()
  const detail = { copies, caseNumber: act.caseNumber }
  await audit(tx, now, { event: 'reprint-code-given', subject: orderId, terminalId: null, detail })
}

async function whyNoCode(
  tx: Transaction<Tables>,
  order: Awaited<ReturnType<typeof lockOrderById>>,
  copies: number,
  now: Date,
): Promise<string | null> {
  const cameOut = (order.copies_delivered ?? 0) + order.copies_unclear
  if (order.state !== 'ended') return sentence('nothing-came-out', { state: order.state })
  if (copies > cameOut) return sentence('came-out', { copies: cameOut })
  if (!(await printableDocument(tx, order.document_id))) return sentence('document-gone')
  const open = await tx
    .selectFrom('reprint_code')
    .select('expires_at')
    .where('order_id', '=', order.order_id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (!open) return null
  return sentence(open.expires_at > now ? 'code-open' : 'code-just-expired')
}

/** Ends codes that were used or have expired, and tells the cases that wait for them. Meant for once a minute. */
export async function endReprintCodes(
  { db, cases }: { readonly db: Kysely<Tables>; readonly cases: Pick<Cases, 'settle' | 'failed'> },
  now: Date,
): Promise<void> {
  const ended = await db
    .selectFrom('reprint_code as c')
    .leftJoin('print_order as r', 'r.order_id', 'c.reprint_order_id')
    .select(['c.code_hash', 'c.order_id'])
    .where('c.state', '=', 'open')
    .where(eb =>
      eb.or([
        eb.and([
          eb('r.copies_delivered', '>', 0),
          eb(sql`r.copies_delivered + r.copies_unclear`, '>=', eb.ref('c.copies')),
        ]),
        eb.and([eb('c.expires_at', '<=', now), eb.or([eb('r.state', 'is', null), eb('r.state', '<>', 'ready')])]),
      ]),
    )
    .limit(200)
    .execute()
  for (const { code_hash, order_id } of ended)
    await db.transaction().execute(async tx => {
      await lockOrderById(tx, order_id)
      await endCode(tx, cases, code_hash, now)
    })
}

async function endCode(
  tx: Transaction<Tables>,
  cases: Pick<Cases, 'settle' | 'failed'>,
  codeHash: string,
  now: Date,
): Promise<void> {
  const row = await tx
    .selectFrom('reprint_code')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst()
  if (!row) return
  const reprint = row.reprint_order_id === null ? undefined : await lockOrderById(tx, row.reprint_order_id)
  const isUsed = (reprint?.copies_delivered ?? 0) > 0 && copiesLeft(row, reprint) === 0
  if (reprint?.state === 'ready' || (!isUsed && row.expires_at > now)) return
  const state = isUsed ? 'used' : 'expired'
  await tx.updateTable('reprint_code').set({ state, ended_at: now }).where('code_hash', '=', codeHash).execute()
  await audit(tx, now, {
    event: isUsed ? 'reprint-code-used' : 'reprint-code-expired',
    subject: row.order_id,
    terminalId: reprint?.terminal_id ?? null,
    detail: { copies: row.copies, reprint: reprint?.order_id ?? null },
  })
  await tellCase(tx, cases, row, reprint, isUsed, now)
}

async function tellCase(
  tx: Transaction<Tables>,
  cases: Pick<Cases, 'settle' | 'failed'>,
  row: CodeRow,
  reprint: Awaited<ReturnType<typeof lockOrderById>> | undefined,
  isUsed: boolean,
  now: Date,
): Promise<void> {
  const cause = { kind: row.case_kind as TakenAct['kind'], subject: row.case_subject }
  const facts = reprint && {
    ...{ orderNumber: reprint.order_number, terminalId: reprint.terminal_id, copies: reprint.copies },
    ...{ copiesDelivered: reprint.copies_delivered, sheetsDelivered: reprint.sheets_delivered },
  }
  const isPart = (reprint?.copies_delivered ?? 0) > 0
  const says = sentence(isUsed ? 'reprint-out' : isPart ? 'code-expired-in-part' : 'code-expired')
  const evidence = [{ source: 'server' as const, atMs: now.getTime(), says, ...(facts ? { facts } : {}) }]
  // Of a bad print nothing is owed to who does not come; of a copy that nobody can tell of, money may be.
  if (isUsed || cause.kind === 'bad-print') await cases.settle(tx, { ...cause, because: says, evidence }, now)
  else await cases.failed(tx, { ...cause, because: says, evidence }, now)
}
