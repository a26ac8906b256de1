import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { openSeal } from '../signing/open-seal.ts'
import { proofsConfigSchema, sealConfigSchema, secondSealConfigSchema } from '../signing/seal-config.ts'
import { createIssuer } from './create-issuer.ts'
import type { Issuer } from './issuer.ts'

export { openSeal } from '../signing/open-seal.ts'

const HOUSE_TEMPLATES = fileURLToPath(new URL('../../assets/templates', import.meta.url))

/** The section `documents` of the server's configuration. `at` makes a path absolute. */
export function documentsConfigSchema(at: (path: string) => string) {
  const path = z.string().min(1).transform(at)
  return z.strictObject({
    /** Null: the templates that come with the house. */
    templatesFolder: path.nullable().default(null),
    /** Render threads: one a core that may be spared. */
    workers: z.int().min(1).max(32).default(1),
    /** Words in the seal under the star. */
    sealWords: z.string().min(1).max(12).default('电子签章'),
    seal: sealConfigSchema(at),
    /** What is added to a document after its issue; null for none. */
    proofs: proofsConfigSchema(at).nullable().default(null),
    /** An SM2 seal that is added beside the first; null for none. */
    secondSeal: secondSealConfigSchema(at).nullable().default(null),
    /** Fonts for rare characters that the house's own fonts lack. */
    fallbackFonts: z
      .strictObject({ folders: z.array(path).max(20), families: z.array(z.string().max(100)).max(20) })
      .default({ folders: [], families: [] }),
  })
}
export type DocumentsConfig = z.output<ReturnType<typeof documentsConfigSchema>>

/** Makes the issuer that a configuration describes. Rejects when a template, a key or a folder is not what it should be. */
export async function openIssuer(
  config: DocumentsConfig,
  university: { name: { zh: string; en: string }; timeZone: string; publicBaseUrl: string },
  clock: Clock,
): Promise<Issuer> {
  const { signer: bare, anchorsPem } = await openSeal(config.seal, university.name.zh, clock)
  const room = config.proofs === null ? {} : { spareBytes: config.proofs.roomBytes }
  const signer = { ...bare, ...room, secondSealFollows: config.secondSeal !== null }
  return createIssuer({
    templatesDir: config.templatesFolder ?? HOUSE_TEMPLATES,
    signer,
    anchorsPem,
    university: {
      name: university.name,
      verificationSite: new URL(university.publicBaseUrl).host,
      sealWords: config.sealWords,
      timeZone: university.timeZone,
    },
    workers: config.workers,
    clock,
    fallbackFonts: { dirs: config.fallbackFonts.folders, families: config.fallbackFonts.families },
  })
}
