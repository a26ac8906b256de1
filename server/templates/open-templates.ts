import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import type { Ground } from '../ground/ground.ts'
import { createPagePictures } from '../ground/rendering/page-pictures.ts'
import type { Room } from '../ground/room.ts'
import type { Issuer } from '../issuing/issuing.ts'
import type { ResolvedInForce } from '../settings/settings.ts'
import type { Signing } from '../signing/signing.ts'
import { kindPageOf } from './kind-page.ts'
import { createSampleLooks } from './look-at-sample.ts'
import type { TemplatesRoom } from './templates.ts'
import type { TEMPLATES } from './templates-plan.ts'

const MINUTE_MS = 60_000

export interface TemplatesNeeds {
  readonly documents: Documents
  readonly issuer: Issuer
  readonly settings: ResolvedInForce
  readonly signing: Signing
}

/** The words of the seal, as the server's file says them. */
interface SealConfig {
  readonly documents: { readonly sealWords: string; readonly sealWordsByKind: Readonly<Record<string, string>> }
}

/** Kinds of document as staff see them. */
export function openTemplates(
  ground: Ground,
  { documents, issuer, settings, signing }: TemplatesNeeds,
  { documents: university }: SealConfig,
): Room<TemplatesRoom, typeof TEMPLATES> {
  const { clock, log } = ground
  const pictures = createPagePictures({ clock, isSample: true })
  const looks = createSampleLooks({ documents, issuer, pictures, log, now: () => new Date(clock.now()) })
  const page = { settings, university, signer: signing.documentSigner }
  return {
    doors: {},
    handlers: {
      kindPage: async ({ kind: name }) => {
        const kind = documents.kinds.find(one => one.kind === name)
        return kind ? ok(await kindPageOf(page, kind, looks.peopleOf(kind))) : err('not-there')
      },
      lookAtSample: async asked => {
        const look = await looks.look(asked)
        return look ? ok(look) : err('not-there')
      },
      samplePicture: async asked => {
        const drawn = await looks.picture(asked)
        if (drawn.ok) return ok({ bytes: drawn.value })
        return err(drawn.error === 'busy' ? fault('server-busy', 'pictures') : 'not-there')
      },
    },
    limits: {
      lookAtSample: ground.limit('template looks', { times: 120, timesOfAll: 600, windowMs: MINUTE_MS }),
      samplePicture: ground.limit('template pictures', { times: 600, timesOfAll: 6_000, windowMs: MINUTE_MS }),
    },
    close: () => pictures.close(),
  }
}
