import { X509Certificate } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createDemoAuthority } from './demo-authority.ts'

const DAY_MS = 24 * 3600 * 1000
const NAME = '印证演示大学'
let dir: string

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'authority-')), 'keys')
})
afterEach(async () => {
  await rm(join(dir, '..'), { recursive: true, force: true })
})

describe('the demo authority', () => {
  it('makes three members whose files only the owner may read', async () => {
    await createDemoAuthority(dir, NAME, fakeClock())
    expect((await readdir(dir)).sort()).toEqual(['issuing.pem', 'root.pem', 'seal.pem'])
    for (const file of await readdir(dir)) expect((await stat(join(dir, file))).mode & 0o777).toBe(0o600)
    expect((await stat(dir)).mode & 0o777).toBe(0o700)
  })

  it('makes certificates that Node reads as they are meant', async () => {
    const { signer, anchorsPem } = await createDemoAuthority(dir, NAME, fakeClock())
    const [seal, issuing, root] = [signer.certificate, signer.chain[0]!, anchorsPem].map(
      one => new X509Certificate(one),
    )
    expect(seal?.subject).toContain(`O=${NAME}`)
    expect([seal?.ca, issuing?.ca, root?.ca]).toEqual([false, true, true])
    expect(seal?.keyUsage).toEqual(['1.3.6.1.5.5.7.3.36'])
    expect(seal?.checkIssued(issuing!) && seal.verify(issuing!.publicKey)).toBe(true)
    expect(issuing?.checkIssued(root!) && issuing.verify(root!.publicKey)).toBe(true)
    expect(root?.verify(root.publicKey)).toBe(true)
    expect(signer.chain).toHaveLength(1)
  })

  it('is the same at the next start', async () => {
    const clock = fakeClock()
    const first = await createDemoAuthority(dir, NAME, clock)
    await clock.advance(100 * DAY_MS)
    const second = await createDemoAuthority(dir, NAME, clock)
    expect(second.anchorsPem).toBe(first.anchorsPem)
    expect(second.anchorSha256).toBe(first.anchorSha256)
    expect(second.signer.certificate).toEqual(first.signer.certificate)
  })

  it('makes a new seal under the same root before the old one runs out', async () => {
    const clock = fakeClock()
    const first = await createDemoAuthority(dir, NAME, clock)
    await clock.advance((3 * 365 - 30) * DAY_MS)
    const second = await createDemoAuthority(dir, NAME, clock)
    expect(second.anchorsPem).toBe(first.anchorsPem)
    expect(second.signer.certificate).not.toEqual(first.signer.certificate)
    expect(second.signer.chain).toEqual(first.signer.chain)
  })

  it('goes on from a start that was cut short', async () => {
    const first = await createDemoAuthority(dir, NAME, fakeClock())
    await rm(join(dir, 'issuing.pem'))
    await writeFile(join(dir, 'seal.pem.new'), 'half a fi')
    const second = await createDemoAuthority(dir, NAME, fakeClock())
    expect(second.anchorsPem).toBe(first.anchorsPem)
    const [seal, issuing] = [second.signer.certificate, second.signer.chain[0]!].map(one => new X509Certificate(one))
    expect(seal?.verify(issuing!.publicKey)).toBe(true)
  })

  it('does not start with a file that somebody has mixed up', async () => {
    await createDemoAuthority(dir, NAME, fakeClock())
    const [root, seal] = await Promise.all(['root.pem', 'seal.pem'].map(file => readFile(join(dir, file), 'utf8')))
    const key = root!.slice(0, root!.indexOf('-----BEGIN CERTIFICATE'))
    await writeFile(join(dir, 'seal.pem'), key + seal!.slice(seal!.indexOf('-----BEGIN CERTIFICATE')))
    await expect(createDemoAuthority(dir, NAME, fakeClock())).rejects.toThrow(/another certificate/)
    await writeFile(join(dir, 'seal.pem'), 'nothing')
    await expect(createDemoAuthority(dir, NAME, fakeClock())).rejects.toThrow(/no certificate/)
  })
})
