import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { LoginTable, TerminalTable } from '../../ground/store/tables.ts'

/** Where a login was begun. */
export type LoginPlace =
  | { readonly kind: 'kiosk'; readonly name: Bilingual; readonly place: Bilingual }
  | { readonly kind: 'web'; readonly toPath: string }
  /** Of somebody who works here: it never becomes a session of a visitor. */
  | { readonly kind: 'staff' }

/** A login as a browser finds it. `taken`: another browser goes on with it. `over` too for one that never was. */
export type SeenLogin =
  | { readonly state: 'open' | 'asking'; readonly place: LoginPlace }
  | {
      readonly state: 'claimed'
      readonly loginKey: string
      readonly place: LoginPlace
      readonly otherBrowsers: number
    }
  | { readonly state: 'done'; readonly place: LoginPlace }
  | { readonly state: 'taken' }
  | { readonly state: 'over' }

type NamesOfPlace = Pick<Selectable<TerminalTable>, 'name_zh' | 'name_en' | 'place_zh' | 'place_en'>
type PlaceRow = { readonly [Name in keyof NamesOfPlace]: NamesOfPlace[Name] | null } & Pick<
  LoginRowOnly,
  'to_path' | 'purpose'
>
type LoginRowOnly = Pick<
  Selectable<LoginTable>,
  'login_key' | 'browser_key' | 'state' | 'other_browsers' | 'to_path' | 'purpose' | 'expires_at'
>

/** A row of a login beside its terminal's. */
export type LoginRow = LoginRowOnly & PlaceRow

/** @param browser what the cookie of the browser that asks holds */
export function seenLogin(row: LoginRow | undefined, browser: string | null, now: Date): SeenLogin {
  if (!row) return { state: 'over' }
  const isOurs = row.browser_key !== null && browser !== null && row.browser_key === sha256Hex(browser)
  const place = placeOf(row)
  if (row.state === 'done' && isOurs) return { state: 'done', place }
  if (row.state === 'done' || row.state === 'over' || row.expires_at <= now) return { state: 'over' }
  if (row.browser_key !== null && !isOurs) return { state: 'taken' }
  if (row.state === 'claimed')
    return { state: 'claimed', loginKey: row.login_key, place, otherBrowsers: row.other_browsers }
  return { state: row.state === 'asking' ? 'asking' : 'open', place }
}

export function placeOf({ name_zh, name_en, place_zh, place_en, to_path, purpose }: PlaceRow): LoginPlace {
  if (purpose === 'staff') return { kind: 'staff' }
  if (name_zh === null) return { kind: 'web', toPath: to_path ?? '/p/' }
  return {
    kind: 'kiosk',
    name: { zh: name_zh, en: name_en ?? name_zh },
    place: { zh: place_zh ?? '', en: place_en ?? '' },
  }
}

/** Keys of visits as they stand in a row. */
export const readVisitKeys = (stored: unknown): readonly string[] => z.array(z.string()).parse(stored)
