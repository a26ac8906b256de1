import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import type { FourEyes } from '../four-eyes/four-eyes.ts'
import type { Ground } from '../ground/ground.ts'
import { houseFontDirs, rareFonts } from '../ground/rendering/fonts.ts'
import { createPagePictures } from '../ground/rendering/page-pictures.ts'
import type { Room } from '../ground/room.ts'
import type { Issuer } from '../issuing/issuing.ts'
import type { ResolvedInForce } from '../settings/settings.ts'
import type { Signing } from '../signing/signing.ts'
import { versionInForce } from './in-force.ts'
import { kindPageOf } from './kind-page.ts'
import { createSampleLooks } from './look-at-sample.ts'
import { mayBeUsed, PUBLISH_TEMPLATES, publicationOfTemplates } from './publish.ts'
import type { TemplatesInForce, TemplatesRoom } from './templates.ts'
import type { TEMPLATES } from './templates-plan.ts'
import { createTrials } from './trials.ts'
import { createVersions } from './versions.ts'

const MINUTE_MS = 60_000

export interface TemplatesNeeds {
  readonly documents: Documents
  readonly issuer: Issuer
  readonly settings: ResolvedInForce
  readonly signing: Signing
  readonly templates: TemplatesInForce
  readonly fourEyes: FourEyes
}

/** What the server's file says of how documents look. */
interface LookConfig {
  readonly documents: {
    readonly sealWords: string
    readonly sealWordsByKind: Readonly<Record<string, string>>
    readonly fallbackFonts: { readonly folders: readonly string[]; readonly families: readonly string[] }
  }
}

/** Kinds of document as staff see them. */
export function openTemplates(
  ground: Ground,
  { documents, issuer, settings, signing, templates, fourEyes }: TemplatesNeeds,
  { documents: { sealWords, sealWordsByKind, fallbackFonts } }: LookConfig,
): Room<TemplatesRoom, typeof TEMPLATES> {
  const { db, clock, log, house } = ground
  const now = () => new Date(clock.now())
  const verificationSite = new URL(house.publicBaseUrl).host
  const university = { name: house.name, timeZone: house.timeZone, sealWords, sealWordsByKind, verificationSite }
  const rare = rareFonts({ dirs: fallbackFonts.folders, families: fallbackFonts.families })
  const versions = createVersions({ db, documents, now })
  const trials = createTrials({
    ...{ clock, log, now, versions, university, templatesDir: documents.templatesDir },
    ...{ fontDirs: [...houseFontDirs(), ...rare.dirs], fallbackFonts: rare.families },
  })
  fourEyes.hear(publicationOfTemplates(db, documents))
  const kindOf = (name: string) => documents.kinds.find(one => one.kind === name)
  const pictures = createPagePictures({ clock, isSample: true })
  const looks = createSampleLooks({ documents, issuer, pictures, log, now })
  const page = { settings, university, signer: signing.documentSigner }
  return {
    doors: {},
    handlers: {
      kindPage: async ({ kind: name }) => {
        const kind = kindOf(name)
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
      templateVersions: async ({ kind }) =>
        kindOf(kind)
          ? ok({ running: await versionInForce(db, kind), versions: await versions.list(kind) })
          : err('not-there'),
      proposeTemplates: async ({ kind, version, reason }, caller) => {
        if (!kindOf(kind)) return err('not-there')
        const running = await versionInForce(db, kind)
        if (running === version) return err('runs-already')
        if (!(await mayBeUsed(db, kind, version))) return err('not-passed')
        return fourEyes.propose(PUBLISH_TEMPLATES, { kind, version, running }, caller, { siteId: null, reason })
      },
      bringTemplatePart: async ({ kind: name, ...part }, { staffId }) => {
        const kind = kindOf(name)
        return kind ? versions.bring(kind, part, staffId) : err('not-there')
      },
      templateTrial: async ({ kind: name, number }) => {
        const kind = kindOf(name)
        const version = kind && (await versions.one(name, number))
        if (!kind || !version) return err('not-there')
        const folder = await versions.folder(name, number)
        const runs = await templates(name)
        const { isOver, documents: tried } = trials.at(kind, number, looks.peopleOf(kind), runs)
        const files = [...folder].map(([path, { length: bytes }]) => ({ path, bytes }))
        const title = kind.editions[0]!.title
        return ok({ ...version, kind: name, title, isOver, running: runs?.number ?? 0, files, documents: [...tried] })
      },
      trialPicture: async ({ kind, number, ...page }) => {
        const bytes = trials.picture(kind, number, page)
        return bytes ? ok({ bytes }) : err('not-there')
      },
    },
    limits: {
      lookAtSample: ground.limit('template looks', { times: 120, timesOfAll: 600, windowMs: MINUTE_MS }),
      bringTemplatePart: ground.limit('template parts', { times: 400, timesOfAll: 2_000, windowMs: MINUTE_MS }),
      trialPicture: ground.limit('template trial pictures', { times: 600, timesOfAll: 6_000, windowMs: MINUTE_MS }),
      samplePicture: ground.limit('template pictures', { times: 600, timesOfAll: 6_000, windowMs: MINUTE_MS }),
    },
    sweeps: [{ name: 'template uploads', everyMs: 60 * MINUTE_MS, run: () => versions.tidy() }],
    close: () => Promise.all([pictures.close(), trials.close()]),
  }
}
