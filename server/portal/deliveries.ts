import type { Kysely, Selectable } from 'kysely'
import type { Delivery, DeliveryId } from '../../src/contract/portal-api.ts'
import { both } from '../../src/contract/texts.ts'
import type { DeliveryTable, Tables } from '../ground/store/tables.ts'
import { type Mail, type MessageState, sayState } from '../mail/mail.ts'
import { type ApplicationRow, stateOfApplication } from './application-rows.ts'
import type { LetterAddresses } from './letter-addresses.ts'

export type DeliveryRow = Selectable<DeliveryTable>

export interface DeliveryParts {
  readonly db: Kysely<Tables>
  readonly mail: Pick<Mail, 'statesOf' | 'sends'>
  readonly addresses: Pick<LetterAddresses, 'open'>
  readonly clock: { now(): number }
  readonly timeZone: string
}

const TIMES_MAX = 10
/** A second press is no second wish. */
const AGAIN_AFTER_MS = 60_000
const SHOWN_MAX = 100
const GONE = both('没有更多记录。', 'There is no further record of it.')

/** How far letters of an application have come, and whether each may be sent to the same address once more. */
export async function viewDeliveries(
  parts: DeliveryParts,
  application: ApplicationRow,
  rows: readonly DeliveryRow[],
): Promise<Delivery[]> {
  const states = await parts.mail.statesOf(rows.map(row => row.message_id))
  return rows.map(row => view(parts, application, row, states.get(row.message_id) ?? null))
}

function view(
  { mail, addresses, clock, timeZone }: DeliveryParts,
  application: ApplicationRow,
  row: DeliveryRow,
  state: MessageState | null,
): Delivery {
  const isOver = state !== null && state.state !== 'waiting' && state.state !== 'delayed'
  const isCounting = stateOfApplication(application, new Date(clock.now())) === 'applied'
  const isRested = clock.now() - row.posted_at.getTime() >= AGAIN_AFTER_MS
  return {
    deliveryId: row.delivery_id as DeliveryId,
    ...{ toMasked: row.to_masked, state: state?.state ?? 'given-up' },
    said: state ? sayState(state, timeZone) : GONE,
    at: row.posted_at.toISOString(),
    maySendAgain:
      (isOver || state === null) &&
      [isCounting, isRested, mail.sends.letters, row.times < TIMES_MAX].every(is => is) &&
      addresses.open(row.to_sealed) !== null,
  }
}

/** The letters of an application, the newest first. */
export async function deliveriesOf(parts: DeliveryParts, application: ApplicationRow): Promise<Delivery[]> {
  const rows = await parts.db
    .selectFrom('delivery')
    .selectAll()
    .where('application_id', '=', application.application_id)
    .orderBy('wished_at', 'desc')
    .orderBy('delivery_id')
    .limit(SHOWN_MAX)
    .execute()
  return viewDeliveries(parts, application, rows)
}
