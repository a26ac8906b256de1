import type { ListKind, RowFault } from '../../../src/contract/people-lists-api.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { plainText } from '../../../src/rules/plain-text.ts'
import type { Documents } from '../../documents/documents.ts'
import {
  type ActedBy,
  aboutPerson,
  giveApproval,
  grantCopies,
  type LostCards,
  type PeopleDb,
  placeHold,
} from '../../people/people.ts'
import type { Lookup, Person, Records } from '../../records/records.ts'
import { waitsForWord } from '../desk-acts.ts'
import { cardNumber } from '../find-people.ts'

export interface RowParts {
  readonly lookup: Lookup
  readonly records: Pick<Records, 'personOfCard'>
  readonly documents: Pick<Documents, 'kinds'>
  readonly lostCards: LostCards
  /** The local date, YYYY-MM-DD. */
  readonly today: () => string
}

/** What a row asks for: how it is written down, and by what another row is the same. */
export interface ReadRow {
  readonly same: string
  write(tx: PeopleDb, by: ActedBy, now: Date): Promise<unknown>
}

type Read = Promise<Result<ReadRow, RowFault>>
const REASON_CHARACTERS = 200
const COPIES_MAX = 99

/** Reads one row of a list. A text is a text, whatever a spreadsheet would make of it. Rejects when the records do not answer. */
export async function readRow(parts: RowParts, kind: ListKind, cell: (name: string) => string): Read {
  const plain = (name: string) => cell(name).normalize('NFKC').trim()
  const said = (name: string) => [...plainText(cell(name))].slice(0, REASON_CHARACTERS).join('')
  if (kind === 'lost-cards') {
    const uid = cardNumber(cell('card'))
    if (uid === null) return err('no-card')
    if (said('reason') === '') return err('no-reason')
    const holder = (await parts.records.personOfCard(uid))?.person
    if (await parts.lostCards.isLost(uid, holder?.personId ?? '')) return err('lost-already')
    const card = { uid, about: holder ? aboutPerson(holder) : null, reason: said('reason') }
    return ok({ same: uid, write: (tx, by, now) => parts.lostCards.report(tx, card, by, now) })
  }
  const number = plain('number')
  if (number === '' || number.length > 64 || /[\p{Cc}"]/u.test(number)) return err('no-number')
  const lastDay = dayOf(plain('lastDay'))
  if (lastDay === undefined || (kind === 'waivers' && lastDay === null)) return err('no-day')
  if (lastDay !== null && lastDay < parts.today()) return err('day-over')
  const names = [...new Set((plain('kinds') || plain('kind')).split(/[\s;、|]+/u).filter(name => name !== ''))]
  if (names.some(name => !parts.documents.kinds.some(one => one.kind === name))) return err('kind-unknown')
  const people = async (): Promise<readonly Person[]> => parts.lookup.registersOfNumber(number)
  const forAll = async (
    same: string,
    write: (about: ReturnType<typeof aboutPerson>, tx: PeopleDb, by: ActedBy, now: Date) => Promise<unknown>,
  ): Read => {
    const found = await people()
    if (found.length === 0) return err('unknown')
    return ok({
      same: `${number} ${same}`,
      write: async (tx, by, now) => {
        for (const person of found) await write(aboutPerson(person), tx, by, now)
      },
    })
  }
  if (kind === 'holds') {
    const [zh, en] = [said('reason'), said('reasonEn')]
    if (zh === '' && en === '') return err('no-reason')
    const hold = { kinds: names.length === 0 ? null : names, reason: { zh: zh || en, en: en || zh }, lastDay }
    return forAll(JSON.stringify(hold), (about, tx, by, now) => placeHold(tx, { ...hold, about }, by, now))
  }
  const [name = null, ...others] = names
  if (others.length > 0) return err('kind-unknown')
  if (kind === 'approvals') {
    if (name === null) return err('kind-unknown')
    if (!waitsForWord(parts.documents.kinds, name)) return err('kind-waits-for-nothing')
    const approval = { kind: name, note: said('note'), lastDay }
    return forAll(name, (about, tx, by, now) => giveApproval(tx, { ...approval, about }, by, now))
  }
  const copies = /^\d{1,2}$/.test(plain('copies')) ? Number(plain('copies')) : 0
  if (copies < 1 || copies > COPIES_MAX) return err('no-copies')
  if (said('reason') === '') return err('no-reason')
  if (lastDay === null) return err('no-day')
  const grant = { kind: name, copies, reason: said('reason'), counts: { lastDay } }
  return forAll(JSON.stringify(grant), (about, tx, by, now) => grantCopies(tx, { ...grant, about }, by, now))
}

/** A day as people and spreadsheets write one; null where nothing stands, undefined where it is none. */
function dayOf(text: string): string | null | undefined {
  if (text === '') return null
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text) ?? []
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${said}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== said ? undefined : said
}
