import type { PortalOffer, ShownApproval } from '../../src/contract/portal-api.ts'
import type { Approvals, WaitingApproval } from '../approvals/approvals.ts'
import { type Asking, askSubject, type OfferApproval, type SubjectParts } from '../documents/documents.ts'
import type { Mail } from '../mail/mail.ts'
import { type ApplicationRow, stateOfApplication } from './application-rows.ts'

/** What an offer says of the office that must agree. */
export const offerApproval = (
  { officeName, reason, withinWorkingDays, purposes }: OfferApproval,
  waiting: WaitingApproval | undefined,
): NonNullable<PortalOffer['approval']> => ({
  ...{ office: officeName, reason, withinWorkingDays, purposes: purposes && [...purposes] },
  waiting: waiting
    ? {
        applicationId: waiting.applicationId as NonNullable<
          NonNullable<PortalOffer['approval']>['waiting']
        >['applicationId'],
        since: waiting.since.toISOString(),
      }
    : null,
})

export interface ApplicationApprovalParts {
  readonly clock: { now(): number }
  readonly subjects: SubjectParts
  readonly approvals: Pick<Approvals, 'show'>
  readonly sends: Mail['sends']
}

/** The approval that an application has had or waits for, or that a draft will need; null where none. */
export async function approvalOf(
  { clock, subjects, approvals, sends }: ApplicationApprovalParts,
  row: ApplicationRow,
  asking: Asking,
): Promise<ShownApproval | null> {
  const canNotify = sends.letters
  if (stateOfApplication(row, new Date(clock.now())) === 'draft') {
    const subject = await askSubject(subjects, asking)
    const offers = subject.ok ? subjects.documents.offers(subject.value) : []
    const needed = offers.find(({ kind, edition }) => kind === row.kind && edition === row.edition)?.approval
    if (!needed) return null
    const { officeName, reason, withinWorkingDays, purposes } = needed
    return {
      ...{ state: 'needed', office: officeName, reason, withinWorkingDays, purposes: purposes && [...purposes] },
      ...{ askedAt: null, promisedAt: null, canNotify },
    }
  }
  const shown = await approvals.show(row.application_id)
  if (!shown) return null
  return {
    ...{ state: shown.state, office: shown.officeName, reason: shown.reason, withinWorkingDays: null, purposes: null },
    ...{ askedAt: shown.askedAt.toISOString(), promisedAt: shown.promisedAt.toISOString(), canNotify },
  }
}
