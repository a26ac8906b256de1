import { createHmac } from 'node:crypto'
import type { SealedTokens } from '../../ground/sealed-token.ts'
import type { PersonId } from '../../records/records.ts'

const PURPOSE = 'met browser'
const DAY_MS = 24 * 3_600_000
const MET_MS = 180 * DAY_MS
/** Of so many people one browser is known; the oldest goes first. */
const PEOPLE_MAX = 6
const MARK_CHARACTERS = 16

/** By what a browser carries it is known who has logged in with it before: pseudonyms, sealed. */
export interface MetBrowsers {
  isMet(carried: string | null, personIds: readonly PersonId[]): boolean
  /** What it carries from now on. */
  meet(
    carried: string | null,
    personIds: readonly PersonId[],
  ): { readonly value: string; readonly maxAgeSeconds: number }
}

/** @param key makes pseudonyms */
export function createMetBrowsers(parts: {
  readonly tokens: SealedTokens
  readonly clock: { now(): number }
  readonly key: Uint8Array
}): MetBrowsers {
  const { tokens, clock, key } = parts
  // The registers of one person are found in the same order each time, or not: any of them will do.
  const markOf = (personId: PersonId) =>
    createHmac('sha256', key).update(`met\n${personId}`).digest('base64url').slice(0, MARK_CHARACTERS)
  const marksIn = (carried: string | null) =>
    (carried === null ? null : tokens.open(PURPOSE, carried, clock.now()))?.who?.split(' ') ?? []
  return {
    isMet: (carried, personIds) => {
      const marks = marksIn(carried)
      return personIds.some(personId => marks.includes(markOf(personId)))
    },
    meet: (carried, personIds) => {
      const mark = markOf(personIds[0]!)
      const others = marksIn(carried).filter(other => !personIds.map(markOf).includes(other))
      const who = [mark, ...others].slice(0, PEOPLE_MAX).join(' ')
      return { value: tokens.seal(PURPOSE, { who }, clock.now() + MET_MS), maxAgeSeconds: MET_MS / 1_000 }
    },
  }
}
