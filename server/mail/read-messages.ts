import type { Kysely } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { maskedAddress } from './address.ts'
import type { Contents } from './content.ts'
import { type MessageKind, type MessageRow, stateOfRow } from './message-rows.ts'
import type { MessageState } from './message-state.ts'
import { maskedPhone } from './phone.ts'

/** A message as staff may see it: not what stands in it, and its address masked. */
export interface ListedMessage {
  readonly messageId: string
  readonly kind: MessageKind
  readonly purpose: string
  readonly reference: string
  /** Null once its content is gone. */
  readonly to: string | null
  readonly postedAt: Date
  readonly sendBy: Date
  readonly tries: number
  readonly state: MessageState
}

export interface MessageFilter {
  readonly all: boolean
  readonly addressKey: string | null
  readonly after: string | null
  readonly limit: number
}

export interface MessagePage {
  readonly messages: readonly ListedMessage[]
  readonly total: number
  /** Where to go on; null at the end. */
  readonly next: string | null
}

export type ReadContents = Pick<Contents, 'toOf'>

/** The newest first. Null when there is no message `after` which to go on. */
export async function listMessages(
  db: Kysely<Tables>,
  contents: ReadContents,
  { all, addressKey, after, limit }: MessageFilter,
): Promise<MessagePage | null> {
  const from =
    after === null
      ? null
      : await db.selectFrom('message').select('seq').where('message_id', '=', after).executeTakeFirst()
  if (from === undefined) return null
  let query = db.selectFrom('message')
  if (!all) query = query.where('state', '<>', 'sent')
  if (addressKey !== null) query = query.where('address_key', '=', addressKey)
  const { total } = await query.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  let page = query.selectAll()
  if (from !== null) page = page.where('seq', '<', from.seq)
  const rows = await page
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const next = rows.length > limit ? (shown.at(-1)?.message_id ?? null) : null
  return { messages: shown.map(row => listed(row, contents)), total: Number(total), next }
}

export async function showMessage(
  db: Kysely<Tables>,
  contents: ReadContents,
  messageId: string,
): Promise<ListedMessage | null> {
  const row = await db.selectFrom('message').selectAll().where('message_id', '=', messageId).executeTakeFirst()
  return row ? listed(row, contents) : null
}

function listed(row: MessageRow, contents: ReadContents): ListedMessage {
  const to = contents.toOf(row)
  const masked = row.kind === 'letter' ? maskedAddress : maskedPhone
  return {
    ...{ messageId: row.message_id, kind: row.kind, purpose: row.purpose, reference: row.reference },
    ...{ to: to === null ? null : masked(to), postedAt: row.posted_at, sendBy: row.send_by },
    ...{ tries: row.tries, state: stateOfRow(row) },
  }
}
