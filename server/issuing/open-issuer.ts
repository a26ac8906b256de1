import type { Documents } from '../documents/documents.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Signing } from '../signing/signing.ts'
import { createIssuer } from './create-issuer.ts'
import type { Issuer, TemplatesNow } from './issuer.ts'
import type { ISSUING } from './issuing-plan.ts'

interface IssuerNeeds {
  readonly documents: Documents
  readonly signing: Signing
  readonly templates: TemplatesNow
}

/** The issuer that a configuration describes. Throws where the server holds no seal. */
export function openIssuer(
  { clock, house }: Pick<Ground, 'clock' | 'house'>,
  { documents, signing, templates }: IssuerNeeds,
  config: SectionsOf<typeof ISSUING> & { readonly documents: { readonly fallbackFonts: FallbackFonts } },
): Issuer {
  const { documentSigner: signer, sealAnchorsPem: anchorsPem } = signing
  if (!signer) throw new Error('documents are made by a server that holds the seal')
  const { sealWords, sealWordsByKind, workers, fallbackFonts } = config.documents
  const { name, timeZone, publicBaseUrl } = house
  return createIssuer({
    ...{ documents, templates, signer, anchorsPem, workers, clock },
    university: { name, timeZone, sealWords, sealWordsByKind, verificationSite: new URL(publicBaseUrl).host },
    fallbackFonts: { dirs: fallbackFonts.folders, families: fallbackFonts.families },
  })
}

interface FallbackFonts {
  readonly folders: readonly string[]
  readonly families: readonly string[]
}
