import type { Logger } from 'pino'
import type { SampleLook } from '../../src/contract/templates-api.ts'
import type { Fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import {
  type Documents,
  firstMisfit,
  type KindDefinition,
  lookRequest,
  type SamplePerson,
  samplePeople,
  standingOf,
} from '../documents/documents.ts'
import type { PagePictures, PictureFailure } from '../ground/rendering/page-pictures.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Issuer } from '../issuing/issuing.ts'

export interface LookParts {
  readonly documents: Pick<Documents, 'kinds' | 'templatesDir'>
  readonly issuer: Pick<Issuer, 'draw'>
  /** Marked as samples. */
  readonly pictures: PagePictures
  readonly now: () => Date
  readonly log: Logger
}

interface Asked {
  readonly kind: string
  readonly edition: string
  readonly sample: string
}

/** Kinds with the invented people with whom they are looked at. */
export function createSampleLooks({ documents, issuer, pictures, now, log }: LookParts) {
  const peopleOf = (kind: KindDefinition): SamplePerson[] => {
    try {
      return samplePeople(documents.templatesDir, kind)
    } catch (error) {
      log.warn({ kind: kind.kind, reason: (error as Error).message }, 'a kind brings a sample that can’t be read')
      return []
    }
  }
  const find = ({ kind: name, edition: wanted, sample }: Asked) => {
    const kind = documents.kinds.find(one => one.kind === name)
    const edition = kind?.editions.find(one => one.edition === wanted)
    const person = kind && peopleOf(kind).find(({ key }) => key === sample)
    return kind && edition && person ? { kind, edition, subject: person.subject } : null
  }
  // One after the other: a look may wait, a visitor at a kiosk stands there.
  let last: Promise<unknown> = Promise.resolve()
  const draw = ({ kind, edition, subject }: NonNullable<ReturnType<typeof find>>) => {
    // Of a day: the same pages are drawn once, and the picture of a page is of the pages that were looked at.
    const day = new Date(Math.floor(now().getTime() / DAY_MS) * DAY_MS)
    const drawn = last.then(() => issuer.draw(lookRequest({ kind: kind.kind, edition: edition.edition }, subject, day)))
    last = drawn.catch(() => undefined)
    return drawn
  }
  return {
    peopleOf,
    /** Null where there is no such kind, edition or person. */
    look: async (asked: Asked): Promise<SampleLook | null> => {
      const found = find(asked)
      if (!found) return null
      const standing = standingOf(found.kind, found.edition, found.subject)
      if (standing.kind === 'hidden') return { is: 'hidden' }
      if (standing.kind === 'unavailable') {
        const misfit = firstMisfit(found.kind, found.edition, found.subject)
        return misfit === null
          ? { is: 'refused', reason: standing.reason }
          : { is: 'failed', byHand: true, detail: misfit }
      }
      const drawn = await draw(found)
      if (!drawn.ok) {
        const { code, detail = '' } = drawn.error
        return { is: 'failed', byHand: code === 'document-needs-hand', detail }
      }
      return { is: 'pages', pages: drawn.value.pages, mark: sha256Hex(drawn.value.pdf) }
    },
    /** A page of the pages of that mark; none where they have become others since. */
    picture: async (
      asked: Asked & { page: number; mark: string },
    ): Promise<Result<Uint8Array, PictureFailure | 'not-there' | Fault>> => {
      const found = find(asked)
      if (!found) return err('not-there')
      const drawn = await pictures.of(asked.mark, asked.page, async () => {
        const made = await draw(found)
        return made.ok && sha256Hex(made.value.pdf) === asked.mark ? made.value.pdf : null
      })
      return drawn.ok ? ok(drawn.value) : drawn
    },
  }
}

const DAY_MS = 24 * 3_600_000
