import type { KindPage } from '../../src/contract/templates-api.ts'
import { readCertificate } from '../../src/pdf/certificate.ts'
import { unitPriceFenOf } from '../../src/rules/tariff.ts'
import type { SettingPath } from '../../src/settings/sections.ts'
import { at } from '../../src/settings/settings.ts'
import { type KindDefinition, type SamplePerson, sealWordsOf, type University } from '../documents/documents.ts'
import type { ResolvedInForce } from '../settings/settings.ts'
import type { Signer } from '../signing/signing.ts'

export interface KindPageParts {
  readonly settings: ResolvedInForce
  readonly university: Pick<University, 'sealWords' | 'sealWordsByKind'>
  /** Null where this server holds no seal. */
  readonly signer: Signer | null
}

/** What holds for a kind now, and where each of it is said. */
export async function kindPageOf(
  { settings, university, signer }: KindPageParts,
  kind: KindDefinition,
  samples: readonly SamplePerson[],
): Promise<KindPage> {
  const held = await heldNow(settings)
  const { prices, copies, documents } = held.settings
  const { offered } = documents
  return {
    ...{ kind: kind.kind, title: kind.editions[0]!.title },
    offices: [
      { group: null, office: kind.office },
      ...kind.groups.flatMap(group => {
        const office = kind.officeByGroup[group]
        return office ? [{ group, office }] : []
      }),
    ],
    ...{ groups: kind.groups, levels: kind.levels ?? null, statuses: kind.statuses },
    ...{ assurance: kind.assurance, paperOnly: kind.paperOnly, validityDays: kind.validityDays },
    offered: { ...held.of('documents.offered'), is: offered === null || offered.includes(kind.kind) },
    freeCopies: { ...held.of('copies.freeCopies'), copies: copies.freeCopies },
    editions: kind.editions.map(({ edition, title, language, template, tariff }) => {
      const priceClass = tariff ?? language
      const price = { fen: unitPriceFenOf(prices, priceClass), priceClass, ...held.of(`prices.${priceClass}Fen`) }
      return { edition, title, language, template, price }
    }),
    holds: kind.holds.map(({ set, reason }) => ({ set, reason })),
    approval: approvalOf(kind),
    seal: { words: sealWords(kind, university), certificate: signer && certificateOf(signer) },
    samples: samples.map(({ key, title }) => ({ key, title })),
  }
}

/** The settings of all terminals, and of each value where it stands and where something else does. */
async function heldNow(settings: ResolvedInForce) {
  const { settings: values, from } = await settings.resolvedAt(null)
  const layers = await settings.layers()
  const saying = (path: SettingPath, layer: 'site' | 'terminal') =>
    layers.filter(one => one.layer === layer && at(one.content, path) !== undefined).length
  const of = (path: SettingPath) => ({
    ...{ from: from[path], otherSites: saying(path, 'site'), otherTerminals: saying(path, 'terminal') },
  })
  return { settings: values, of }
}

function approvalOf({ approval, office }: KindDefinition): KindPage['approval'] {
  if (approval === null) return null
  if ('set' in approval) return { by: 'word', set: approval.set, reason: approval.reason }
  const { reason, withinWorkingDays, printableDays, purposes, name } = approval
  return { by: 'office', office: name ?? office, reason, withinWorkingDays, printableDays, purposes }
}

/** One line where all groups have the same words. */
function sealWords(kind: KindDefinition, university: KindPageParts['university']): KindPage['seal']['words'] {
  const lines = kind.groups.map(group => ({ group, ...sealWordsOf(kind, group, university) }))
  const [first, ...others] = lines
  const isOne = first && others.every(({ words, from }) => words === first.words && from === first.from)
  return isOne ? [{ ...first, group: null }] : lines
}

function certificateOf({ certificate, algorithm }: Signer): KindPage['seal']['certificate'] {
  const { subjectName, issuerName, notAfterMs } = readCertificate(certificate)
  const until = new Date(notAfterMs).toISOString()
  return { subject: subjectName ?? '', issuer: issuerName.shown ?? '', until, algorithm }
}
