import type { Kysely } from 'kysely'
import type { Application } from '../../src/contract/portal-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { plainLine } from '../../src/rules/plain-text.ts'
import type { Purpose } from '../../src/rules/purposes.ts'
import type { Approvals, AskedApproval } from '../approvals/approvals.ts'
import { type Asking, askWanted, dataMark, isAskedFor, type SubjectParts } from '../documents/documents.ts'
import { keyedLock } from '../ground/keyed-lock.ts'
import type { Limit } from '../ground/limits/limit.ts'
import { randomId } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Drafts } from '../issuing/issuing.ts'
import { readAddress } from '../mail/mail.ts'
import {
  type ApplicationRow,
  applications,
  DRAFT_MS,
  ownApplication,
  stateOfApplication,
  viewApplication,
} from './application-rows.ts'
import { audit } from './portal-audit.ts'

/** What is said with an application. */
export interface ApplyWish {
  readonly purpose: string
  readonly purposeKind: Purpose | null
  readonly notice: AskedApproval['notice']
}

/** Documents that somebody looks at first and then applies for. */
export interface ApplicationDrafts {
  /** Refuses with `document-unavailable`, `too-many-today`, and as the records and the issuer do. */
  make(asking: Asking, wish: { readonly kind: string; readonly edition: string }): Promise<Result<Application>>
  /** Safe to repeat. Refuses with `application-unknown`, and with `draft-outdated` when the data has changed since. */
  apply(asking: Asking, applicationId: string, wish: ApplyWish): Promise<Result<Application>>
  /** Takes back what waits for an office; of what does not, how it is. Refuses with `application-unknown`. */
  withdraw(personId: string, applicationId: string): Promise<Result<Application>>
  /** Lets go of what nobody has applied for in time. */
  dropOld(): Promise<void>
}

export interface ApplicationDraftParts extends SubjectParts {
  readonly db: Kysely<Tables>
  readonly drafts: Drafts
  readonly approvals: Pick<Approvals, 'ask' | 'withdraw' | 'waitingOf'>
  readonly limit: Limit
  /** For marks of data. */
  readonly key: Uint8Array
}

/** A draft is shown again only while there is time enough left to read it and apply. */
const SHOWN_AGAIN_MS = DRAFT_MS - 3_600_000
const DROPPED_AT_ONCE = 200

export function createApplicationDrafts(parts: ApplicationDraftParts): ApplicationDrafts {
  const { db, clock, drafts, approvals, limit, key } = parts
  const lock = keyedLock()
  const now = () => new Date(clock.now())
  const own = (personId: string, applicationId: string) => ownApplication(db, now(), personId, applicationId)

  const make: ApplicationDrafts['make'] = async (asking, wish) => {
    const wanted = await askWanted(parts, asking, wish)
    if (!wanted.ok) return wanted
    const at = now()
    const waiting = (await approvals.waitingOf(asking.personId)).find(
      one => one.kind === wish.kind && one.edition === wish.edition,
    )
    if (waiting) return ok(viewApplication(await there(asking.personId, waiting.applicationId), at))
    const mark = dataMark(key, wanted.value)
    const fresh = await applications(db, at)
      .where('application.person_id', '=', asking.personId)
      .where('application.data_mark', '=', mark)
      .where('application.applied_at', 'is', null)
      .where('application.created_at', '>', new Date(at.getTime() - SHOWN_AGAIN_MS))
      .orderBy('application.created_at', 'desc')
      .executeTakeFirst()
    if (fresh) return ok(viewApplication(fresh, at))
    if (!(await limit.allow(asking.personId))) return err(fault('too-many-today', 'drafts'))
    const applicationId = randomId()
    const made = await drafts.make({
      ...wanted.value,
      alongside: async (tx, documentId) => {
        const named = { application_id: applicationId, person_id: asking.personId, document_id: documentId }
        await tx
          .insertInto('application')
          .values({ ...named, data_mark: mark, created_at: at })
          .execute()
      },
    })
    return made.ok ? ok(viewApplication(await there(asking.personId, applicationId), now())) : made
  }

  const there = async (personId: string, applicationId: string): Promise<ApplicationRow> => {
    const row = await own(personId, applicationId)
    if (!row) throw new Error('an application that was just written is not there')
    return row
  }

  const apply: ApplicationDrafts['apply'] = async (asking, applicationId, { purpose, purposeKind, notice }) => {
    const row = await own(asking.personId, applicationId)
    if (!row) return err(fault('application-unknown'))
    if (stateOfApplication(row, now()) !== 'draft') return ok(viewApplication(row, now()))
    // A hold may have come since, or a mark that was put right.
    const wanted = await askWanted(parts, asking, row)
    if (!wanted.ok) return wanted
    if (dataMark(key, wanted.value) !== row.data_mark) return err(fault('draft-outdated', 'the data has changed'))
    const at = now()
    const { approval } = wanted.value.offer
    const to = approval && notice.to !== null && notice.to.trim() !== '' ? readAddress(notice.to.trim()) : null
    if (to && !to.ok) return err(fault('address-wrong', to.error))
    await db.transaction().execute(async tx => {
      const applied = await tx
        .updateTable('application')
        .set({ applied_at: at, purpose: plainLine(purpose) })
        .where('application_id', '=', applicationId)
        .where('applied_at', 'is', null)
        .returning('document_id')
        .executeTakeFirst()
      if (!applied) return
      const { document_id: documentId } = applied
      if (approval && isAskedFor(approval, purposeKind)) {
        const asked = { applicationId, documentId, wanted: wanted.value, approval }
        await approvals.ask(tx, { ...asked, notice: { ...notice, to: to?.ok ? to.value : null } })
      } else if (!(await drafts.release(tx, documentId))) throw new Error('a draft that was no draft any more')
      const detail = { document: documentId }
      await audit(tx, at, { event: 'application-made', subject: applicationId, terminalId: null, detail })
    })
    const after = await own(asking.personId, applicationId)
    return after ? ok(viewApplication(after, at)) : err(fault('application-unknown'))
  }

  return {
    make: (asking, wish) => lock.run(asking.personId, () => make(asking, wish)),
    apply,
    withdraw: async (personId, applicationId) => {
      if (!(await own(personId, applicationId))) return err(fault('application-unknown'))
      await approvals.withdraw(applicationId)
      return ok(viewApplication(await there(personId, applicationId), now()))
    },
    dropOld: async () => {
      const before = new Date(clock.now() - DRAFT_MS)
      const old = await db
        .selectFrom('application')
        .select('application_id')
        .where('applied_at', 'is', null)
        .where('created_at', '<=', before)
        .limit(DROPPED_AT_ONCE)
        .execute()
      for (const { application_id } of old)
        await db.transaction().execute(async tx => {
          const gone = await tx
            .deleteFrom('application')
            .where('application_id', '=', application_id)
            .where('applied_at', 'is', null)
            .returning('document_id')
            .executeTakeFirst()
          if (gone) await drafts.drop(tx, gone.document_id)
        })
    },
  }
}
