import type { Kysely, Selectable } from 'kysely'
import {
  ANSWER_CHARACTERS_MAX,
  type REQUEST_CHANNELS,
  type REQUEST_KINDS,
  type REQUEST_OUTCOMES,
  WHO_CHARACTERS_MAX,
} from '../../../src/contract/privacy-api.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { workingDaysLater } from '../../../src/rules/working-days.ts'
import { dayIn } from '../../ground/local-day.ts'
import { randomReadable } from '../../ground/random-id.ts'
import type { SealedTokens } from '../../ground/sealed-token.ts'
import type { PrivacyRequestTable, Tables } from '../../ground/store/tables.ts'
import { audit } from '../privacy-audit.ts'

export type RequestKind = (typeof REQUEST_KINDS)[number]
export type Channel = (typeof REQUEST_CHANNELS)[number]
export type Outcome = (typeof REQUEST_OUTCOMES)[number]

/** PIPL, and the university’s own rule: an answer within fifteen working days. */
export const WORKING_DAYS = 15
const DAY_MS = 24 * 3_600_000
/** The seal outlives the request and its three years. */
const SEALED_MS = 2_000 * DAY_MS
const NUMBER_TRIES = 50

export type RequestRow = Selectable<PrivacyRequestTable>

export interface RequestParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly tokens: SealedTokens
  readonly timeZone: string
}

export interface NewRequest {
  readonly kind: RequestKind
  readonly channel: Channel
  /** Who asks, and how they are reached. */
  readonly who: string
  /** The day it came, YYYY-MM-DD on the house’s calendar. */
  readonly receivedOn: string
  /** The name of whoever enters it. */
  readonly by: string
  /** Their account, where they do it in the console. */
  readonly staffId?: string
}

/** How a request ends. */
export interface RequestEnd {
  readonly outcome: Outcome
  /** What was done; of a refusal why. */
  readonly reason: string | null
  readonly by: string
  readonly staffId?: string
}

/** Who it was, as the trail says it. */
const saidBy = ({ staffId }: { readonly staffId?: string }) => (staffId === undefined ? {} : { by: staffId })

export type AddRefusal = 'day-wrong' | 'who-missing'
export type EndRefusal = 'unknown' | 'over' | 'reason-missing'

const purposeOf = (number: string) => `privacy-request ${number}`

/** Writes a request down. The days count from the one on which it came, not from the one on which it was typed. */
export async function addRequest(parts: RequestParts, request: NewRequest): Promise<Result<RequestRow, AddRefusal>> {
  const { db, clock, tokens, timeZone } = parts
  const now = new Date(clock.now())
  const who = oneLine(request.who, WHO_CHARACTERS_MAX)
  if (who === '') return err('who-missing')
  const receivedAt = dayBegins(request.receivedOn, timeZone)
  if (
    receivedAt === null ||
    receivedAt.getTime() > now.getTime() ||
    now.getTime() - receivedAt.getTime() > 366 * DAY_MS
  )
    return err('day-wrong')
  const day = dayIn(timeZone, now).slice(2).replaceAll('-', '')
  for (let tries = 0; tries < NUMBER_TRIES; tries++) {
    const number = `P-${day}-${randomReadable(4)}`
    const added = await db.transaction().execute(async tx => {
      const row = await tx
        .insertInto('privacy_request')
        .values({
          ...{ request_number: number, kind: request.kind, channel: request.channel, entered_by: request.by },
          asked_by_sealed: tokens.seal(purposeOf(number), { who }, now.getTime() + SEALED_MS),
          ...{ received_at: receivedAt, due_at: dueAt(receivedAt, timeZone), entered_at: now },
        })
        .onConflict(conflict => conflict.doNothing())
        .returningAll()
        .executeTakeFirst()
      const detail = { ...saidBy(request), kind: request.kind, channel: request.channel }
      if (row) await audit(tx, now, { event: 'privacy-request-entered', subject: number, terminalId: null, detail })
      return row
    })
    if (added) return ok(added)
  }
  throw new Error('no number is free for a request')
}

/** Ends one with its outcome; one that is refused says why. */
export async function endRequest(
  { db, clock }: Pick<RequestParts, 'db' | 'clock'>,
  number: string,
  end: RequestEnd,
): Promise<Result<RequestRow, EndRefusal>> {
  const { outcome, reason, by } = end
  const why = reason === null ? '' : oneLine(reason, ANSWER_CHARACTERS_MAX)
  if (outcome === 'refused' && why === '') return err('reason-missing')
  const now = new Date(clock.now())
  return db.transaction().execute(async tx => {
    const row = await tx
      .updateTable('privacy_request')
      .set({ ended_at: now, ended_by: by, outcome, reason: why === '' ? null : why })
      .where('request_number', '=', number)
      .where('ended_at', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (row) {
      const detail = { ...saidBy(end), outcome, isLate: now > row.due_at }
      await audit(tx, now, { event: 'privacy-request-ended', subject: number, terminalId: null, detail })
      return ok(row)
    }
    const known = await tx
      .selectFrom('privacy_request')
      .select('request_number')
      .where('request_number', '=', number)
      .executeTakeFirst()
    return err(known ? 'over' : 'unknown')
  })
}

/** What is open, what is due first before; or everything, the newest first. */
export async function listRequests({ db }: Pick<RequestParts, 'db'>, all: boolean): Promise<readonly RequestRow[]> {
  const rows = db.selectFrom('privacy_request').selectAll().limit(500)
  return all
    ? rows.orderBy('entered_at', 'desc').orderBy('request_number', 'desc').execute()
    : rows.where('ended_at', 'is', null).orderBy('due_at').orderBy('request_number').execute()
}

/** Who asks; null once nobody is to know any more. */
export const whoAsks = ({ tokens, clock }: Pick<RequestParts, 'tokens' | 'clock'>, row: RequestRow): string | null =>
  row.asked_by_sealed === null
    ? null
    : (tokens.open(purposeOf(row.request_number), row.asked_by_sealed, clock.now())?.who ?? null)

/** The end of the last of its working days. */
function dueAt(receivedAt: Date, timeZone: string): Date {
  return new Date(workingDaysLater(receivedAt, WORKING_DAYS, timeZone).getTime() + DAY_MS - 1)
}

/** Days until it is due, counted as a calendar does: 0 on the last day, less than that when it is late. */
export function daysLeft(row: Pick<RequestRow, 'due_at'>, now: Date, timeZone: string): number {
  const day = (at: Date) => Date.parse(`${dayIn(timeZone, at)}T00:00:00Z`)
  return Math.round((day(row.due_at) - day(now)) / DAY_MS)
}

/** The first moment of a day in a time zone; null where there is no such day. */
function dayBegins(day: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const noon = Date.parse(`${day}T12:00:00Z`)
  if (Number.isNaN(noon) || new Date(noon).toISOString().slice(0, 10) !== day) return null
  // Zones lie within fourteen hours of UTC: the first hour that bears the date.
  for (let hour = -26; hour <= 14; hour++) {
    const at = new Date(noon + hour * 3_600_000)
    if (dayIn(timeZone, at) === day) return at
  }
  return null
}

const oneLine = (text: string, max: number): string =>
  [
    ...text
      .toWellFormed()
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim(),
  ]
    .slice(0, max)
    .join('')
