import type { Kysely } from 'kysely'
import type { PORTAL_ROUTES, PortalOffer, RecordId } from '../../src/contract/portal-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Approvals } from '../approvals/approvals.ts'
import { askSubject, type Documents, offersOnTheWeb, type SubjectParts } from '../documents/documents.ts'
import type { VisitorCaller } from '../ground/callers.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Mail } from '../mail/mail.ts'
import { type NoticeRoom, onceAgreed } from '../notice/notice.ts'
import type { Orders } from '../orders/orders.ts'
import { approvalOf, offerApproval } from './application-approval.ts'
import { listApplications, ownApplication, viewApplication } from './application-rows.ts'
import { type DeliveryParts, deliveriesOf } from './deliveries.ts'
import type { ApplicationDrafts } from './drafts.ts'
import type { HandOut } from './hand-out.ts'
import type { Letters } from './letters.ts'
import { onceChosen } from './once-chosen.ts'
import type { PortalLimits } from './portal-limits.ts'
import type { Shares } from './shares.ts'
import { stepsOf } from './steps.ts'

export interface PortalHandlerParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly subjects: SubjectParts
  readonly kinds: Documents['kinds']
  readonly givesFile: Documents['givesFile']
  readonly freeCopiesLeft: Orders['freeCopiesLeft']
  readonly records: Pick<Issuing['records'], 'show'>
  readonly notice: Pick<NoticeRoom, 'owedBy'>
  readonly drafts: ApplicationDrafts
  readonly approvals: Pick<Approvals, 'waitingOf' | 'show' | 'steps'>
  readonly sends: Mail['sends']
  readonly handOut: HandOut
  readonly letters: Letters
  readonly deliveries: DeliveryParts
  readonly shares: Shares
  readonly limits: PortalLimits
}

/** What answers a person on the web. Of somebody else's application everything is said as of one that there is not. */
export function portalHandlers(parts: PortalHandlerParts): HandlersOf<typeof PORTAL_ROUTES> {
  return onceChosen(onceAgreed(parts.notice, handlersOf(parts), MAKES_ANEW))
}

type PortalHandlers = HandlersOf<typeof PORTAL_ROUTES>

/** What is asked of the university's data, made, or sent out. */
const MAKES_ANEW = ['offers', 'draft', 'apply', 'send', 'sendAgain', 'share'] as const

function handlersOf(parts: PortalHandlerParts): PortalHandlers {
  const { db, clock, drafts, handOut, letters, shares, limits, approvals } = parts
  const now = () => new Date(clock.now())
  const own = async ({ personId }: VisitorCaller, applicationId: string) => {
    const row = await ownApplication(db, now(), personId, applicationId)
    return row ? ok(row) : err(fault('application-unknown'))
  }
  return {
    offers: (_, caller) => offersFor(parts, caller),
    draft: (wish, caller) => drafts.make(caller, wish),
    page: async ({ applicationId, page }, caller) => {
      const row = await own(caller, applicationId)
      if (!row.ok) return row
      if (!(await limits.pictures.allow(caller.personId))) return err(fault('server-busy', 'pictures'))
      return handOut.page(row.value, page)
    },
    apply: ({ applicationId, ...wish }, caller) => drafts.apply(caller, applicationId, wish),
    withdraw: ({ applicationId }, { personId }) => drafts.withdraw(personId, applicationId),
    applications: async ({ before }, { personId }) =>
      ok(await listApplications(db, now(), personId, before === undefined ? null : new Date(before))),
    application: async ({ applicationId }, caller) => {
      const row = await own(caller, applicationId)
      if (!row.ok) return row
      const document = await parts.records.show(row.value.document_id)
      return ok({
        ...viewApplication(row.value, now()),
        recordId: row.value.document_id as RecordId,
        hasFile: parts.givesFile(row.value.kind),
        approval: await approvalOf(parts, row.value, caller),
        steps: await stepsOf(db, row.value, document, now(), await approvals.steps(applicationId)),
        deliveries: await deliveriesOf(parts.deliveries, row.value),
        shares: await shares.list(applicationId),
      })
    },
    file: async ({ applicationId }, caller) => {
      const row = await own(caller, applicationId)
      if (!row.ok) return row
      if (!(await limits.files.allow(caller.personId))) return err(fault('server-busy', 'files'))
      return handOut.file(row.value)
    },
    send: ({ applicationId, ...wish }, caller) => letters.send(caller, applicationId, wish),
    sendAgain: ({ deliveryId }, caller) => letters.sendAgain(caller, deliveryId),
    share: ({ applicationId, ...wish }, { personId }) => shares.make(personId, applicationId, wish),
    endShare: ({ shareId }, { personId }) => shares.end(personId, shareId),
  }
}

async function offersFor(
  { subjects, kinds, freeCopiesLeft, approvals }: PortalHandlerParts,
  caller: VisitorCaller,
): Promise<Result<{ offers: PortalOffer[] }>> {
  const subject = await askSubject(subjects, caller)
  if (!subject.ok) return subject
  const offers = await offersOnTheWeb(subjects, subject.value)
  const waiting = await approvals.waitingOf(caller.personId)
  const left = new Map<string, number>()
  for (const kind of new Set(offers.map(offer => offer.kind)))
    left.set(kind, await freeCopiesLeft(caller.personId, kind, null))
  return ok({
    offers: offers.map(({ mayPass: _mayPass, priceClass: _priceClass, approval, ...offer }) => ({
      ...offer,
      approval:
        approval &&
        offerApproval(
          approval,
          waiting.find(one => one.kind === offer.kind && one.edition === offer.edition),
        ),
      freeCopiesLeft: left.get(offer.kind) ?? 0,
      validityDays: kinds.find(({ kind }) => kind === offer.kind)?.validityDays ?? null,
    })),
  })
}
