import type { Transaction } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { err, ok } from '../../src/result.ts'
import type { Ground } from '../ground/ground.ts'
import type { Tables } from '../ground/store/tables.ts'
import { askedOf, lastBegun } from './asked-acts.ts'
import { atStakeFen, badPrintEvidence, nothingToWaive, orderOf } from './bad-print.ts'
import { type BankCard, isSameCard } from './bank-card.ts'
import {
  aboutOf,
  type CaseWorked,
  carryOut,
  Refusal,
  refuse,
  refuseWrongUse,
  SERVER_MUST_RUN,
  staffOf,
  type WorkedOrNot,
} from './carry-out.ts'
import { moneyWords } from './case-money.ts'
import { appendEvidence, appendLine, type CaseRow, caseOf, lastLine, lockCase } from './case-rows.ts'
import { audit } from './cases-audit.ts'
import type { CaseDesk } from './create-cases.ts'
import { type JudgedAct, judgeAct, kindFacts, movesMoney, type SaidAct, whyFourEyes } from './judge-act.ts'
import { mayBeOnePerson, type Person } from './said-by-person.ts'
import { sentence } from './sentences.ts'
import { whyAskerCountsNot } from './staff-asker.ts'
import { whyNotReference } from './used-references.ts'

/** What people do about cases. Every error is a sentence for whoever did it, and then nothing has changed. */
export interface CaseWork {
  /** Takes an act, or asks for it where another person must agree. `isPreview`: says what would come of it, and nothing has changed. */
  act(caseNumber: string, said: SaidAct, by: Person, isPreview?: boolean, seen?: Seen): Promise<WorkedOrNot>
  /** Agrees to what another person has asked for; it is carried out. Of a refund to a card both say the card, and say the same one. */
  agree(caseNumber: string, by: Person, card?: BankCard | null, seen?: Seen): Promise<WorkedOrNot>
  /** Declines what was asked for, or takes it back. */
  disagree(caseNumber: string, reason: string | null, by: Person, seen?: Seen): Promise<WorkedOrNot>
  /** Takes back what is under way, where nothing of it has left the house yet: the case needs a hand again. */
  takeBack(caseNumber: string, reason: string, by: Person, seen?: Seen): Promise<WorkedOrNot>
  /** Writes down that copies of an order came out badly, and acts on that at once: both, or neither. */
  complain(orderNumber: string, said: SaidAct, by: Person, isPreview?: boolean): Promise<WorkedOrNot>
}

/** The line of the history that whoever decides has read up to; where there is another one since, nothing is done. */
export type Seen = string | null

export interface CaseWorkParts {
  readonly db: Ground['db']
  readonly clock: Clock
  readonly isServing: boolean
  readonly desk: CaseDesk
  readonly fourEyesAboveFen: number
}

const NO_SUCH_CASE = sentence('no-such-case')
const STATE_SAYS: Readonly<Record<Exclude<CaseRow['state'], 'open'>, string>> = {
  'waiting-for-agreement': sentence('waits-for-second'),
  'under-way': sentence('is-under-way'),
  ended: sentence('has-ended'),
}
const NOT_UNDER_WAY: Readonly<Record<Exclude<CaseRow['state'], 'under-way'>, string>> = {
  open: sentence('nothing-under-way'),
  'waiting-for-agreement': sentence('disagree-takes-back'),
  ended: STATE_SAYS.ended,
}
export function createCaseWork(parts: CaseWorkParts): CaseWork {
  const { db, clock, desk, isServing, fourEyesAboveFen } = parts
  const { cards } = desk

  /** Works on a case whose rows are locked in the order in which the machine locks them. A refusal takes everything back. */
  const onCase = (
    caseNumber: string,
    work: (tx: Transaction<Tables>, row: CaseRow, now: Date) => Promise<CaseWorked>,
    {
      isPreview = false,
      seen = null,
    }: { readonly isPreview?: boolean | undefined; readonly seen?: Seen | undefined } = {},
  ): Promise<WorkedOrNot> =>
    inOne(async tx => {
      const found = await caseOf(tx, caseNumber)
      if (!found) return refuse(NO_SUCH_CASE)
      await desk.actsOf(found.kind)?.lock?.(tx, aboutOf(found))
      const row = await lockCase(tx, caseNumber)
      if (seen !== null && (await lastLine(tx, caseNumber)) !== seen) return refuse(sentence('changed-since'))
      return work(tx, row, new Date(clock.now()))
    }, isPreview)

  const inOne = async (
    work: (tx: Transaction<Tables>) => Promise<CaseWorked>,
    isPreview = false,
  ): Promise<WorkedOrNot> => {
    try {
      return ok(
        await db.transaction().execute(async tx => {
          const worked = await work(tx)
          if (isPreview) throw new Preview(worked)
          return worked
        }),
      )
    } catch (error) {
      if (error instanceof Refusal)
        return error.isWrongUse ? { ...err(error.sentence), isWrongUse: true } : err(error.sentence)
      // What would have been shown once was never given.
      if (error instanceof Preview) return ok({ ...error.worked, tells: {}, isPreview })
      throw error
    }
  }

  /** Holds the card of an act that waits now, and lets go of what waits no more. */
  const withCard = (worked: WorkedOrNot, card: BankCard | null): WorkedOrNot => {
    if (!worked.ok || worked.value.isPreview) return worked
    cards.delete(worked.value.caseNumber)
    if (card !== null && worked.value.state === 'waiting-for-agreement') cards.set(worked.value.caseNumber, card)
    return worked
  }

  /** The same with what it means for money: whoever agrees reads that in the history of the case. */
  const actOn = async (...asked: Parameters<typeof takeAct>): Promise<CaseWorked> => {
    const [tx, row, said, , now] = asked
    const judged = judgeAct(row, said)
    const notes = judged.ok && row.state === 'open' ? await moneyWords(tx, row, judged.value) : []
    if (notes.length > 0 && (said.act === 'reprint-code' || said.act === 'close')) {
      const evidence = notes.map(says => ({ source: 'server', atMs: now.getTime(), says }) as const)
      await appendEvidence(tx, row.case_number, evidence, now)
    }
    const worked = await takeAct(...asked)
    return notes.length > 0 ? { ...worked, notes } : worked
  }

  const takeAct = async (
    tx: Transaction<Tables>,
    row: CaseRow,
    said: SaidAct,
    by: Person,
    now: Date,
  ): Promise<CaseWorked> => {
    if (row.state !== 'open') return refuse(STATE_SAYS[row.state])
    const judged = judgeAct(row, said)
    if (!judged.ok) return refuseWrongUse(judged.error)
    const whyNotNoted = await whyNotReference(tx, row, judged.value)
    if (whyNotNoted !== null) return refuse(whyNotNoted)
    const { act, amountFen, copies, reference, reason } = judged.value
    const { case_number: caseNumber, kind } = row
    const detail = { act, amountFen, copies, reference }
    const askedSeq = await appendLine(tx, caseNumber, { step: 'asked', words: reason, by, detail }, now)
    const why = whyFourEyes(await atStakeFen(tx, row, judged.value), fourEyesAboveFen)
    if (why === null) return carryOut(parts, tx, row, judged.value, { askedSeq, by: [by.name], decides: by }, now)
    if (!isServing && kindFacts(kind).isRoomsAffair) return refuse(SERVER_MUST_RUN)
    const taken = { ...aboutOf(row), ...judged.value, by: [by.name] }
    const whyNot = movesMoney(act) ? await desk.actsOf(kind)?.whyNot?.(tx, taken, now) : null
    if (whyNot) return refuse(whyNot)
    await tx
      .updateTable('open_case')
      .set({ state: 'waiting-for-agreement', asked_seq: askedSeq })
      .where('case_number', '=', caseNumber)
      .execute()
    await audit(tx, now, {
      event: 'case-act-asked',
      subject: caseNumber,
      terminalId: null,
      detail: { kind, act, amountFen, copies, ...staffOf(by) },
    })
    return { caseNumber, state: 'waiting-for-agreement', act, amountFen, copies, whyFourEyes: why, tells: {} }
  }

  return {
    act: async (caseNumber, said, by, isPreview, seen) => {
      let card: BankCard | null = null
      const worked = await onCase(
        caseNumber,
        (tx, row, now) => {
          const judged = judgeAct(row, said)
          card = judged.ok ? judged.value.card : null
          return actOn(tx, row, said, by, now)
        },
        { isPreview, seen },
      )
      return withCard(worked, card)
    },

    complain: (orderNumber, said, by, isPreview) =>
      inOne(async tx => {
        const now = new Date(clock.now())
        const order = await orderOf(tx, orderNumber)
        if (!order) return refuse(sentence('no-order-numbered', { number: orderNumber.slice(0, 40) }))
        const { orderId, kind } = { orderId: order.order_id, kind: 'bad-print' } as const
        await desk.actsOf(kind)?.lock?.(tx, { caseNumber: '', kind, subject: orderId, orderId })
        const evidence = badPrintEvidence(order, said.reason ?? '', now)
        const leftFen = order.paid_fen - order.refund_fen
        if (said.act === 'refund' && leftFen <= 0) return refuse(await nothingToWaive(tx, order))
        const news = { kind, subject: orderId, orderId, amountFen: leftFen > 0 ? leftFen : null, evidence }
        return actOn(tx, await lockCase(tx, await desk.open(tx, news, now)), said, by, now)
      }, isPreview),

    agree: async (caseNumber, by, card = null, seen = null) => {
      const worked = await onCase(
        caseNumber,
        async (tx, row, now) => {
          const asked = await askedOf(tx, row)
          if (!asked) return refuse(sentence('nothing-waits'))
          const asker = { name: asked.by, ...(asked.byStaff === null ? {} : { staffId: asked.byStaff }) }
          if (mayBeOnePerson(asker, by)) return refuse(sentence('asked-by-same', { name: asked.by }))
          const whyNotAsker = await whyAskerCountsNot(tx, row, asked)
          if (whyNotAsker !== null) return refuse(whyNotAsker)
          // What is at stake may have become less in the meantime, for example by another refund of the order.
          if (row.amount_fen !== null && (asked.judged.amountFen ?? 0) > row.amount_fen) {
            return refuse(sentence('less-at-stake'))
          }
          const whyNotCard = whyNotTheCard(asked, cards.get(caseNumber), card)
          if (whyNotCard !== null) return refuse(whyNotCard)
          const whyNotNoted = await whyNotReference(tx, row, asked.judged)
          if (whyNotNoted !== null) return refuse(whyNotNoted)
          await appendLine(tx, caseNumber, { step: 'agreed', by, detail: { act: asked.judged.act } }, now)
          const judged = { ...asked.judged, card }
          return carryOut(parts, tx, row, judged, { askedSeq: asked.seq, by: [asked.by, by.name], decides: by }, now)
        },
        { seen },
      )
      return withCard(worked, null)
    },

    disagree: async (caseNumber, reason, by, seen = null) => {
      const worked = await onCase(
        caseNumber,
        async (tx, row, now) => {
          const asked = await askedOf(tx, row)
          if (!asked) return refuse(sentence('nothing-waits'))
          const { act, amountFen, copies } = asked.judged
          await appendLine(tx, caseNumber, { step: 'declined', words: reason, by, detail: { act } }, now)
          await tx
            .updateTable('open_case')
            .set({ state: 'open', asked_seq: null })
            .where('case_number', '=', caseNumber)
            .execute()
          await audit(tx, now, {
            event: 'case-act-declined',
            subject: caseNumber,
            terminalId: null,
            detail: { kind: row.kind, act, amountFen, ...staffOf(by) },
          })
          return { caseNumber, state: 'open', act, amountFen, copies, whyFourEyes: null, tells: {} }
        },
        { seen },
      )
      return withCard(worked, null)
    },

    takeBack: (caseNumber, reason, by, seen = null) =>
      onCase(
        caseNumber,
        async (tx, row, now) => {
          if (row.state !== 'under-way') return refuse(NOT_UNDER_WAY[row.state])
          const asked = await askedOf(tx, row, 'under-way')
          if (!asked) return refuse(NOT_UNDER_WAY.open)
          const { act, amountFen, copies } = asked.judged
          if (!isServing && kindFacts(row.kind).isRoomsAffair) return refuse(SERVER_MUST_RUN)
          const handle = desk.actsOf(row.kind)?.takeBack?.[act]
          if (!handle) return refuse(sentence('not-to-be-taken-back', { act }))
          const begunAt = await lastBegun(tx, caseNumber)
          const undone = await handle(tx, { ...aboutOf(row), by: by.name, reason, begunAt }, now)
          if (!undone.ok) return refuse(undone.error)
          await appendLine(tx, caseNumber, { step: 'taken-back', words: reason, by, detail: { act } }, now)
          await tx
            .updateTable('open_case')
            .set({ state: 'open', asked_seq: null, by_itself: null, by_itself_at: null })
            .where('case_number', '=', caseNumber)
            .execute()
          const detail = { kind: row.kind, act, amountFen, ...staffOf(by) }
          await audit(tx, now, { event: 'case-act-taken-back', subject: caseNumber, terminalId: null, detail })
          return { caseNumber, state: 'open', act, amountFen, copies, whyFourEyes: null, tells: {} }
        },
        { seen },
      ),
  }
}

/** Says what would have come of it, and takes the transaction back. */
class Preview extends Error {
  readonly worked: CaseWorked
  constructor(worked: CaseWorked) {
    super('the transaction is taken back')
    this.worked = worked
  }
}

/** Why somebody can't agree to a refund to this card; null when they can, or no card is in it. */
function whyNotTheCard(
  { judged, by }: { readonly judged: JudgedAct; readonly by: string },
  first: BankCard | undefined,
  second: BankCard | null,
): string | null {
  if (judged.act !== 'refund-to-card') return second === null ? null : sentence('card-elsewhere', { act: judged.act })
  if (!first) return sentence('card-not-kept', { name: by })
  if (second === null) return sentence('card-said-by-both')
  return isSameCard(first, second) ? null : sentence('card-not-same', { name: by })
}
