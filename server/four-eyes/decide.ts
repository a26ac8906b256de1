import { type Kysely, sql, type Transaction } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { type ProposalOutcome, REASON_CHARACTERS } from '../../src/contract/four-eyes-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { plainText } from '../../src/rules/plain-text.ts'
import type { StaffCaller } from '../ground/callers.ts'
import { steppedUp } from '../ground/step-up.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Staff } from '../staff/staff.ts'
import { audit } from './four-eyes-audit.ts'
import type { AnyKind, Kinds } from './kinds.ts'
import { markOf, maySee, type ProposalRow, proposalsOf, stateOf } from './proposal-rows.ts'
import { detailsNow } from './read-proposals.ts'

export interface DecideParts {
  readonly db: Kysely<Tables>
  readonly clock: Pick<Clock, 'now'>
  readonly kinds: Kinds
  readonly staff: Pick<Staff, 'stillMay'>
}

/** What a second person, and whoever drafted it, may do about a proposal. */
export interface Deciding {
  /** `seen`: the mark of the details that were looked at. */
  agree(caller: StaffCaller, proposalId: string, seen: string): Promise<Result<ProposalOutcome>>
  decline(caller: StaffCaller, proposalId: string, reason: string): Promise<Result<ProposalOutcome>>
  takeBack(caller: StaffCaller, proposalId: string): Promise<Result<ProposalOutcome>>
}

const NOT_READ: Bilingual = {
  zh: '这个版本的程序读不懂这份提案。请重新提出。',
  en: 'This version of the program can’t read the proposal. Draft it again.',
}
const DECIDE = 'four-eyes.decide'

export function createDeciding(parts: DecideParts): Deciding {
  const { db, clock, kinds, staff } = parts
  const now = () => new Date(clock.now())
  const seenBy = async (caller: StaffCaller, proposalId: string): Promise<ProposalRow | null> => {
    const row = await proposalsOf(db).where('proposal_id', '=', proposalId).executeTakeFirst()
    return row && maySee(caller, row, kinds) ? row : null
  }
  /** Runs over the proposal while it is held: of two at once the second finds what the first has done. */
  const held = (
    caller: StaffCaller,
    proposalId: string,
    act: (tx: Transaction<Tables>, row: ProposalRow, at: Date) => Promise<Result<ProposalOutcome>>,
  ) =>
    db.transaction().execute(async tx => {
      const row = await proposalsOf(tx).where('proposal_id', '=', proposalId).forUpdate('proposal').executeTakeFirst()
      if (!row || !maySee(caller, row, kinds)) return err(fault('proposal-unknown'))
      return act(tx, row, now())
    })
  const end = async (
    tx: Transaction<Tables>,
    row: ProposalRow,
    at: Date,
    ended: {
      readonly by: string
      readonly state: ProposalOutcome['state']
      readonly said?: Bilingual | null
      readonly declineReason?: string
      readonly details?: unknown
    },
  ): Promise<Result<ProposalOutcome>> => {
    const { by, state, said = null, declineReason = null, details } = ended
    await tx
      .updateTable('proposal')
      .set({
        ...{ state, decided_by: by, decided_at: at, decline_reason: declineReason },
        ...{ said_zh: said?.zh ?? null, said_en: said?.en ?? null },
        ...(details !== undefined && { details: JSON.stringify(details) }),
      })
      .where('proposal_id', '=', row.proposal_id)
      .execute()
    const detail = { by, draftedBy: row.drafted_by, kind: row.kind, site: row.site_id }
    await audit(tx, at, { event: `proposal-${state}`, subject: row.proposal_id, terminalId: null, detail })
    return ok({ state, said })
  }
  /** Whether this account has done just that already: a key pressed twice is answered as it was. */
  const doneBefore = (row: ProposalRow, caller: StaffCaller, states: readonly string[]): Result<ProposalOutcome> => {
    const { state, said_zh: zh, said_en: en } = row
    if (row.decided_by !== caller.staffId || !states.includes(state)) return err(fault('proposal-over', state))
    return ok({ state: state as ProposalOutcome['state'], said: zh === null || en === null ? null : { zh, en } })
  }

  return {
    agree: async (caller, proposalId, seen) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      const shown = await seenBy(caller, proposalId)
      if (!shown) return err(fault('proposal-unknown'))
      // Before anything is held: a kind may ask the database, or somebody outside.
      const details = stateOf(shown, now()) === 'waiting' ? await detailsNow(shown, kinds) : null
      return held(caller, proposalId, async (tx, row, at) => {
        if (row.drafted_by === caller.staffId) return err(fault('proposal-own'))
        if (!details || stateOf(row, at) !== 'waiting') return doneBefore(row, caller, ['carried-out', 'failed'])
        const kind = kinds.find(row.kind)
        const agreePermission = kind?.agreePermission ?? DECIDE
        if (!(await staff.stillMay(tx, caller, agreePermission, row.site_id)))
          return err(fault('staff-not-permitted', agreePermission))
        const drafter = { staffId: row.drafted_by }
        if (kind && !(await staff.stillMay(tx, drafter, kind.proposePermission, row.site_id)))
          return err(fault('proposal-drafter-gone'))
        if (markOf(details) !== seen) return err(fault('proposal-changed'))
        const done = await carriedOut(tx, row, kind, caller, at)
        const [state, said] = done.ok ? (['carried-out', done.value] as const) : (['failed', done.error] as const)
        return end(tx, row, at, { by: caller.staffId, state, said, details })
      })
    },
    decline: (caller, proposalId, given) =>
      held(caller, proposalId, async (tx, row, at) => {
        if (row.drafted_by === caller.staffId) return err(fault('proposal-own'))
        const reason = plainText(given)
        if (reason === '' || reason.length > REASON_CHARACTERS) return err(fault('reason-needed'))
        if (stateOf(row, at) !== 'waiting') return doneBefore(row, caller, ['declined'])
        const permission = kinds.find(row.kind)?.agreePermission ?? DECIDE
        if (!(await staff.stillMay(tx, caller, permission, row.site_id)))
          return err(fault('staff-not-permitted', permission))
        return end(tx, row, at, { by: caller.staffId, state: 'declined', declineReason: reason })
      }),
    takeBack: (caller, proposalId) =>
      held(caller, proposalId, async (tx, row, at) => {
        if (row.drafted_by !== caller.staffId) return err(fault('staff-not-permitted', 'of whoever drafted it'))
        if (stateOf(row, at) !== 'waiting') return doneBefore(row, caller, ['taken-back'])
        if (!(await staff.stillMay(tx, caller, DECIDE, row.site_id))) return err(fault('staff-not-permitted', DECIDE))
        return end(tx, row, at, { by: caller.staffId, state: 'taken-back' })
      }),
  }
}

/** Carries it out, or leaves everything as it was and says why. */
async function carriedOut(
  tx: Transaction<Tables>,
  row: ProposalRow,
  kind: AnyKind | undefined,
  caller: StaffCaller,
  at: Date,
): Promise<Result<Bilingual | null, Bilingual>> {
  const payload = kind?.schema.safeParse(row.payload)
  if (!kind || !payload?.success) return err(NOT_READ)
  const agreed = { proposalId: row.proposal_id, draftedBy: row.drafted_by, agreedBy: caller.staffId }
  await sql`savepoint carry_out`.execute(tx)
  const done = await kind.carryOut(tx, payload.data, agreed, at)
  await (done.ok ? sql`release savepoint carry_out` : sql`rollback to savepoint carry_out`).execute(tx)
  return done
}
