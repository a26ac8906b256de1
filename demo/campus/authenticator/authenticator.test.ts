import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { type Campus, startCampus } from '../campus.ts'
import { codeAt, leftMs } from './one-time-codes.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('a one-time code', () => {
  // RFC 6238, appendix B: the SHA-1 rows, of whose eight digits the last six are shown.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const)('is that of the standard after %i seconds', (seconds, code) => {
    expect(codeAt(SECRET, seconds * 1_000)).toBe(code)
  })

  it('is shown until the next half minute begins', () => {
    expect([leftMs(0), leftMs(29_999), leftMs(30_000)]).toEqual([30_000, 1, 30_000])
  })
})

describe('the authenticator app beside the demo', () => {
  let folder = ''
  let campus: Campus
  const clock = fakeClock()
  const accountsFile = () => join(folder, 'accounts.json')
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'campus-authenticator-'))
    campus = await startCampus({ authenticator: { accountsFile: accountsFile() } }, { clock })
  })
  afterAll(async () => {
    await campus?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const look = (path = '/authenticator') => fetch(campus.baseUrl + path)

  it('has nothing to show before there is an account, and is found from the first page', async () => {
    expect(await (await look()).text()).toContain('There is no account yet.')
    expect(await (await look('/')).text()).toContain('href="/authenticator"')
    expect((await look('/authenticator/nowhere')).status).toBe(404)
  })

  it('shows the running code of every account, and comes anew when the next one begins', async () => {
    writeFileSync(accountsFile(), JSON.stringify([{ login: 'office', name: 'An <officer>', secret: SECRET }]))
    await clock.advance(30_000 - (clock.now() % 30_000) + 10_000)
    const shown = await look()
    const text = await shown.text()
    expect(shown.headers.get('refresh')).toBe('20')
    expect(text).toContain('An &lt;officer&gt;')
    expect(text).toContain(codeAt(SECRET, clock.now()).replace(/^.../, '$& '))
    expect(text).not.toContain(SECRET)
  })
})
