import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { derOfPem } from '../../src/pdf/pem.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { judgeAsKiosk } from './judge-as-kiosk.ts'
import { openSeal } from './open-seal.ts'
import { signPades } from './pades.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from './sample-authority.ts'
import { samplePdf } from './sample-pdf.ts'

const clock = sampleClock(() => SAMPLE_NOW_MS)
const houses = { old: sampleAuthority(), new: sampleAuthority() }
let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'key-change-'))
  for (const [name, house] of Object.entries(houses)) {
    await writeFile(join(dir, `${name}.pem`), pem(house.seal) + pem(house.issuing))
    await writeFile(join(dir, `${name}.key`), house.sealKey.export({ type: 'pkcs8', format: 'pem' }))
  }
})
afterAll(() => rm(dir, { recursive: true, force: true }))

type Name = keyof typeof houses
/** The server's settings at one step of the change. */
async function open(seal: Name, anchors: readonly Name[]) {
  const anchorsFile = join(dir, 'anchors.pem')
  await writeFile(anchorsFile, anchors.map(name => pem(houses[name].root)).join(''))
  const files = { certificatesFile: join(dir, `${seal}.pem`), privateKeyFile: join(dir, `${seal}.key`), anchorsFile }
  return openSeal(files, '示范大学', clock)
}

it('changes the seal and its root without a document that a terminal would refuse', async () => {
  const sign = async (one: Awaited<ReturnType<typeof open>>) =>
    signPades(samplePdf(), one.signer, { claimedAt: new Date(SAMPLE_NOW_MS) })
  const check = async (pdf: Uint8Array, anchorsPem: string) =>
    (await judgeAsKiosk(pdf, { anchors: derOfPem(anchorsPem) }, SAMPLE_NOW_MS)).printable

  const before = await open('old', ['old'])
  const both = await open('old', ['old', 'new'])
  const after = await open('new', ['old', 'new'])
  const last = await open('new', ['new'])
  const [fromOld, fromNew] = [await sign(before), await sign(after)]
  // A terminal that has the settings of the step before the server's believes what the server gives out.
  expect(await check(await sign(both), before.anchorsPem)).toBe(true)
  expect(await check(fromNew, both.anchorsPem)).toBe(true)
  expect(await check(fromOld, after.anchorsPem)).toBe(true)
  expect(await check(fromNew, last.anchorsPem)).toBe(true)
  // Too early in either direction, and it is noticed: by the terminal, and by the server at its start.
  expect(await check(fromNew, before.anchorsPem)).toBe(false)
  expect(await check(fromOld, last.anchorsPem)).toBe(false)
  await expect(open('new', ['old'])).rejects.toThrow(/no-path-to-anchor/)
})
