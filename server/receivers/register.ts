import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import {
  RECEIVER_KINDS,
  type Receiver,
  type ReceiverId,
  type ReceiverKind,
  SENDING_PURPOSES,
  type SendingPurpose,
} from '../../src/contract/receivers-api.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { plainLine } from '../../src/rules/plain-text.ts'
import { isReferenceForm } from '../../src/rules/reference-form.ts'
import { randomId } from '../ground/random-id.ts'
import type { ReceiverTable, Tables } from '../ground/store/tables.ts'
import { maskedAddress } from '../mail/mail.ts'
import { type MailFault, readOfficeAddress } from './mail-rule.ts'
import { audit } from './receivers-audit.ts'

export type ReceiverRow = Selectable<ReceiverTable>

/** What staff say of a receiver, as it was typed. */
export interface ReceiverWords {
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: string
  readonly domain: string
  readonly mailTo: string
  readonly language: string
  readonly purposes: readonly string[]
  readonly referenceZh: string
  readonly referenceEn: string
  readonly referenceForm: string
}

export type ReceiverFault = MailFault | 'names' | 'kind' | 'purposes' | 'reference' | 'name-taken' | 'unknown'

/** Institutions to which documents may be sent, as staff keep them. */
export interface ReceiverRegister {
  list(): Promise<readonly ReceiverRow[]>
  one(receiverId: string): Promise<ReceiverRow | null>
  add(words: ReceiverWords, by: string): Promise<Result<string, ReceiverFault>>
  change(receiverId: string, words: ReceiverWords, by: string): Promise<Result<null, ReceiverFault>>
  setState(receiverId: string, state: ReceiverRow['state'], by: string): Promise<boolean>
  /** Active ones whose names have all of the typed words. */
  search(typed: string): Promise<Receiver[]>
}

const NAME_CHARACTERS = 80
const FOUND_MAX = 20
const LISTED_MAX = 2_000

export function createReceiverRegister(db: Kysely<Tables>, clock: { now(): number }): ReceiverRegister {
  const now = () => new Date(clock.now())
  const one = async (receiverId: string) =>
    (await db.selectFrom('receiver').selectAll().where('receiver_id', '=', receiverId).executeTakeFirst()) ?? null

  return {
    list: () => db.selectFrom('receiver').selectAll().orderBy('name_en').limit(LISTED_MAX).execute(),
    one,
    add: async (words, by) => {
      const read = readWords(words)
      if (!read.ok) return read
      const [receiverId, at] = [randomId(), now()]
      return db.transaction().execute(async tx => {
        const added = await tx
          .insertInto('receiver')
          .values({ receiver_id: receiverId, ...read.value, state: 'active', made_at: at, changed_at: at })
          .onConflict(conflict => conflict.column('name_en').doNothing())
          .returning('receiver_id')
          .executeTakeFirst()
        if (!added) return err('name-taken')
        await audit(tx, at, { event: 'receiver-added', subject: receiverId, terminalId: null, detail: { by } })
        return ok(receiverId)
      })
    },
    change: async (receiverId, words, by) => {
      const read = readWords(words)
      if (!read.ok) return read
      const others = db.selectFrom('receiver').select('receiver_id').where('receiver_id', '<>', receiverId)
      if (await others.where('name_en', '=', read.value.name_en).executeTakeFirst()) return err('name-taken')
      const at = now()
      const isThere = await db.transaction().execute(async tx => {
        const changed = await tx
          .updateTable('receiver')
          .set({ ...read.value, changed_at: at })
          .where('receiver_id', '=', receiverId)
          .returning('receiver_id')
          .executeTakeFirst()
        if (changed)
          await audit(tx, at, { event: 'receiver-changed', subject: receiverId, terminalId: null, detail: { by } })
        return changed !== undefined
      })
      return isThere ? ok(null) : err('unknown')
    },
    setState: async (receiverId, state, by) => {
      const at = now()
      return db.transaction().execute(async tx => {
        const changed = await tx
          .updateTable('receiver')
          .set({ state, changed_at: at })
          .where('receiver_id', '=', receiverId)
          .where('state', '<>', state)
          .returning('receiver_id')
          .executeTakeFirst()
        const event = state === 'suspended' ? 'receiver-suspended' : 'receiver-resumed'
        if (changed) await audit(tx, at, { event, subject: receiverId, terminalId: null, detail: { by } })
        return changed !== undefined
      })
    },
    search: async typed => {
      const wanted = typed
        .normalize('NFKC')
        .toLowerCase()
        .split(/\s+/)
        .filter(word => word !== '')
      const rows = await db
        .selectFrom('receiver')
        .selectAll()
        .where('state', '=', 'active')
        .orderBy('name_en')
        .limit(LISTED_MAX)
        .execute()
      const fits = ({ name_zh, name_en }: ReceiverRow) => {
        const names = `${name_zh} ${name_en}`.toLowerCase()
        return wanted.every(word => names.includes(word))
      }
      return rows.filter(fits).slice(0, FOUND_MAX).map(shownReceiver)
    },
  }
}

/** What staff have said, as it stands in a row. */
function readWords(words: ReceiverWords): Result<Omit<WrittenReceiver, 'receiver_id'>, ReceiverFault> {
  const [nameZh, nameEn] = [plainLine(words.nameZh), plainLine(words.nameEn)]
  if ([nameZh, nameEn].some(name => name === '' || name.length > NAME_CHARACTERS)) return err('names')
  const kind = RECEIVER_KINDS.find(one => one === words.kind)
  if (!kind) return err('kind')
  const purposes = SENDING_PURPOSES.filter(one => words.purposes.includes(one))
  if (purposes.length === 0) return err('purposes')
  const mail = readOfficeAddress(words.domain, words.mailTo)
  if (!mail.ok) return mail
  const [form, zh, en] = [words.referenceForm.trim(), plainLine(words.referenceZh), plainLine(words.referenceEn)]
  const wantsNone = form === '' && zh === '' && en === ''
  const isWhole = isReferenceForm(form) && [zh, en].every(label => label !== '' && label.length <= NAME_CHARACTERS)
  if (!wantsNone && !isWhole) return err('reference')
  return ok({
    ...{ name_zh: nameZh, name_en: nameEn, kind, domain: mail.value.domain, mail_to: mail.value.address },
    ...{ language: words.language === 'en' ? 'en' : 'zh', purposes: JSON.stringify(purposes) },
    ...{ reference_zh: zh, reference_en: en, reference_form: form },
  })
}

interface WrittenReceiver {
  readonly receiver_id: string
  readonly name_zh: string
  readonly name_en: string
  readonly kind: ReceiverKind
  readonly domain: string
  readonly mail_to: string
  readonly language: 'zh' | 'en'
  readonly purposes: string
  readonly reference_zh: string
  readonly reference_en: string
  readonly reference_form: string
}

export const purposesOf = ({ purposes }: Pick<ReceiverRow, 'purposes'>): SendingPurpose[] =>
  z.array(z.enum(SENDING_PURPOSES)).parse(purposes)

/** A receiver as whoever sends something there sees it. */
const shownReceiver = (row: ReceiverRow): Receiver => ({
  receiverId: row.receiver_id as ReceiverId,
  name: { zh: row.name_zh, en: row.name_en },
  ...{ kind: row.kind, mailMasked: maskedAddress(row.mail_to), purposes: purposesOf(row) },
  reference:
    row.reference_form === ''
      ? null
      : { label: { zh: row.reference_zh, en: row.reference_en }, form: row.reference_form },
})
