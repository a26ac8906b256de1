import { expect, it } from 'vitest'
import { kindPageSchema } from '../../src/contract/templates-api.ts'
import { type Layer, resolveSettings } from '../../src/settings/settings.ts'
import { inForceOf } from '../../tests/peers/in-force.ts'
import { samplePeople } from '../documents/documents.ts'
import { HOUSE_DOCUMENTS } from '../documents/samples.ts'
import type { ResolvedInForce } from '../settings/settings.ts'
import { sampleAuthority } from '../signing/sample-authority.ts'
import { kindPageOf } from './kind-page.ts'

const university = { sealWords: '电子签章', sealWordsByKind: { 'transcript.graduate': '研究生院成绩专用章' } }
const kind = (name: string) => HOUSE_DOCUMENTS.kinds.find(one => one.kind === name)!

async function settingsOf(global: Layer, others: readonly { layer: 'site' | 'terminal'; content: Layer }[] = []) {
  const file = await inForceOf({ freeCopies: 2 }).at(null)
  const resolved = { ...resolveSettings(file, { global }), newest: 1, siteId: null }
  const settings: ResolvedInForce = {
    at: async () => resolved.settings,
    resolvedAt: async () => resolved,
    below: async () => resolved,
    layers: async () => [{ layer: 'global', content: global }, ...others],
  }
  return settings
}
const pageOf = async (name: string, settings: ResolvedInForce, signer = sampleAuthority().signer) =>
  kindPageSchema.parse(
    await kindPageOf(
      { settings, university, signer },
      kind(name),
      samplePeople(HOUSE_DOCUMENTS.templatesDir, kind(name)),
    ),
  )

it('says the price that holds and where it stands, not the one of the server’s file', async () => {
  const layers = [
    { layer: 'site', content: { prices: { enFen: 900 } } },
    { layer: 'terminal', content: { copies: { freeCopies: 0 } } },
  ] as const
  const page = await pageOf('transcript', await settingsOf({ prices: { enFen: 650 } }, layers))
  const price = (edition: string) => page.editions.find(one => one.edition === edition)?.price
  expect(price('zh')).toMatchObject({ fen: 200, from: 'file', otherSites: 0 })
  expect(price('en')).toMatchObject({ fen: 650, from: 'global', otherSites: 1, otherTerminals: 0 })
  expect(page.freeCopies).toEqual({ copies: 2, from: 'file', otherSites: 0, otherTerminals: 1 })
})

it('says whether it is offered', async () => {
  const page = await pageOf('transcript', await settingsOf({ documents: { offered: ['enrolment-proof'] } }))
  expect(page.offered).toMatchObject({ is: false, from: 'global' })
  expect((await pageOf('transcript', await settingsOf({}))).offered).toMatchObject({ is: true, from: 'file' })
})

it('says whose words stand in the seal, and which certificate seals it', async () => {
  const { seal } = await pageOf('transcript', await settingsOf({}))
  expect(seal.words.find(({ group }) => group === 'graduate')).toMatchObject({
    from: 'site',
    words: '研究生院成绩专用章',
  })
  expect(seal.certificate).toMatchObject({ subject: '大学 Seal', algorithm: 'ecdsa-sha256' })
  const plain = await pageOf('employment-proof', await settingsOf({}))
  expect(plain.seal.words).toHaveLength(1)
})
