import type { Clock } from '../../../src/clock.ts'
import { SHOWN_PHOTO } from '../../../src/contract/graduation-photos-api.ts'
import { type Fault, fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { wallTime } from '../../../src/rules/wall-time.ts'
import type { Limit, MakeLimit } from '../../ground/limits/limit.ts'
import type { SentFile } from '../../ground/room.ts'
import type { SealedTokens } from '../../ground/sealed-token.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { ImportParts } from '../imports/import-rows.ts'
import { readPhotograph } from '../photos/keep-photos.ts'
import type { PhotoMaker } from '../photos/photo-maker.ts'

/** So long a photograph can be opened that was offered. */
const OPEN_MS = 10 * 60_000
const MINUTE_MS = 60_000
/** More do not wait for the process that draws: they are told to come again. */
const WAITING_MAX = 40

export interface ShowingParts extends Pick<ImportParts, 'db' | 'log' | 'seals' | 'content'> {
  readonly clock: Clock
  readonly timeZone: string
  readonly tokens: SealedTokens
  readonly limit: MakeLimit
  readonly maker: Pick<PhotoMaker, 'mark'>
}

/** To whom photographs are offered: nobody else opens them, and not in another login. */
export interface Viewer {
  readonly sessionKey: string
}

/** For whom something is opened; one purpose is of no use for another. */
export type ShowingPurpose = 'own' | 'staff' | 'pool' | 'claim'

export interface Showings {
  /** What opens a photograph for `viewer`; `facts` are read again when it does. */
  offer(purpose: ShowingPurpose, viewer: Viewer, facts: Readonly<Record<string, string>>): string
  /** The facts; null for what is over, is another's, or of another purpose. */
  read(purpose: ShowingPurpose, viewer: Viewer, showing: string): Readonly<Record<string, string>> | null
  /** Whether `who` may be shown one more this minute. */
  mayShow(who: string): Promise<boolean>
  /** Draws a photograph with a name and the minute all over it: in memory, and kept by nobody. */
  draw(photoId: string, name: string, size?: DrawnSize): Promise<Result<SentFile, Fault | 'not-there'>>
}

export interface DrawnSize {
  readonly widthPx: number
  readonly heightPx: number
}

export function createShowings(parts: ShowingParts): Showings {
  const { clock, tokens, timeZone, maker, log } = parts
  const ofOne: Limit = parts.limit('graduation photographs shown', {
    ...{ times: 60, timesOfAll: 3_000, windowMs: MINUTE_MS },
  })
  const purposeOf = (purpose: ShowingPurpose) => `graduation showing ${purpose}`
  let waiting = 0
  return {
    offer: (purpose, { sessionKey }, facts) =>
      tokens.seal(purposeOf(purpose), { ...facts, viewer: sha256Hex(sessionKey) }, clock.now() + OPEN_MS),
    read: (purpose, { sessionKey }, showing) => {
      const facts = tokens.open(purposeOf(purpose), showing, clock.now())
      return facts?.viewer === sha256Hex(sessionKey) ? facts : null
    },
    mayShow: who => ofOne.allow(sha256Hex(who)),
    draw: async (photoId, name, { widthPx, heightPx } = SHOWN_PHOTO) => {
      if (waiting >= WAITING_MAX) return err(fault('server-busy', 'photographs'))
      waiting++
      try {
        const photo = await readPhotograph(parts, photoId)
        if (!photo.ok && photo.error === 'not-there') return err('not-there')
        const lines = [name, wallTime(clock.now(), timeZone)]
        const drawn = photo.ok ? await maker.mark({ jpeg: photo.value, lines, widthPx, heightPx }) : photo
        if (drawn.ok) return ok({ bytes: drawn.value, mediaType: 'image/jpeg' })
        log.error({ photoId, reason: drawn.error }, 'a photograph cannot be shown')
        return err(fault('document-failed', 'a photograph cannot be shown'))
      } finally {
        waiting--
      }
    },
  }
}

/** Whoever asks too often. */
export const tooOften = () => err(fault('server-busy', 'photographs'))
