import type { RecordCheck, RecordDetail } from '../../../src/contract/history-api.ts'
import { both } from '../../../src/contract/texts.ts'
import type { Approvals } from '../../approvals/approvals.ts'
import type { Issuing } from '../../issuing/issuing.ts'
import { standingOf } from '../../issuing/issuing.ts'
import type { Orders } from '../../orders/orders.ts'
import type { Verification } from '../../verification/verification.ts'
import { ownApplication } from '../application-rows.ts'
import { type DeliveryParts, deliveriesOf } from '../deliveries.ts'
import type { Shares } from '../shares.ts'
import { stepsOf } from '../steps.ts'
import {
  emptyVisits,
  type LineParts,
  ownDocuments,
  viewDocumentLine,
  viewVisitLine,
  visitIdOf,
} from './record-lines.ts'

export interface RecordParts {
  readonly records: Pick<Issuing['records'], 'show'>
  readonly orders: Pick<Orders, 'historyOf' | 'freeCopiesLeft'>
  readonly verification: Pick<Verification, 'checksOf'>
  readonly deliveries: DeliveryParts
  readonly shares: Pick<Shares, 'list'>
  readonly approvals: Pick<Approvals, 'steps'>
}

/** One of the person's records with everything that belongs to it; null for every other. */
export async function showRecord(parts: RecordParts, lines: LineParts, recordId: string): Promise<RecordDetail | null> {
  const { db, now, personId } = lines
  const row = await ownDocuments(lines).where('document.document_id', '=', recordId).executeTakeFirst()
  if (!row) return showVisit(lines, recordId)
  const line = viewDocumentLine(row, now)
  const document = await parts.records.show(row.document_id)
  const application = row.application_id ? await ownApplication(db, now, personId, row.application_id) : undefined
  const made = { at: row.created_at.toISOString(), what: 'made', said: both('已生成。', 'It was made.') } as const
  const opened = application ? await openedLinks(lines, application.application_id) : []
  return {
    ...line,
    pages: row.pages,
    createdAt: row.created_at.toISOString(),
    appliedAt: row.applied_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    stateSince: standingOf(row, now).since?.toISOString() ?? null,
    mayHaveFile: application !== undefined && line.state === 'applied',
    steps: application
      ? await stepsOf(db, application, document, now, await parts.approvals.steps(application.application_id))
      : [made],
    orders: await parts.orders.historyOf(row.document_id),
    deliveries: application ? await deliveriesOf(parts.deliveries, application) : [],
    shares: application ? await parts.shares.list(application.application_id) : [],
    checks: [...(await parts.verification.checksOf(row.document_id)), ...opened]
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, 200),
    freeCopiesLeft: await parts.orders.freeCopiesLeft(personId, row.kind, null),
  }
}

/** Whoever opens a link sees whether the document counts: that is a check, too. */
async function openedLinks({ db }: LineParts, applicationId: string): Promise<RecordCheck[]> {
  const rows = await db
    .selectFrom('application_step')
    .select('at')
    .where('application_id', '=', applicationId)
    .where('what', '=', 'share-opened')
    .orderBy('seq', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ at }) => ({ at: at.toISOString(), how: 'link', times: 1 }))
}

async function showVisit(lines: LineParts, recordId: string): Promise<RecordDetail | null> {
  const row = await emptyVisits(lines)
    .where('visit.visit_key', 'like', `${recordId.replaceAll(/[\\%_]/g, '')}%`)
    .executeTakeFirst()
  if (!row || visitIdOf(row.visit_key) !== recordId) return null
  const line = viewVisitLine(row)
  return {
    ...line,
    ...{ pages: null, createdAt: line.at, appliedAt: null, expiresAt: null, stateSince: null, mayHaveFile: false },
    ...{ steps: [], orders: [], deliveries: [], shares: [], checks: [], freeCopiesLeft: null },
  }
}
