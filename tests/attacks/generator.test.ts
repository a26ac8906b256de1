import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCms, checkPath, checkSm2, hasOpensslJudge } from '../peers/openssl.ts'
import { findPyhanko } from '../peers/pyhanko.ts'
import { cms } from './cms.ts'
import { latin } from './der.ts'
import { keyOf } from './keys.ts'
import { askPeers, type PeerOpinion } from './peer-table.ts'
import { anchors, listOf, NOW_MS, type PartyName, party } from './pki.ts'
import { writeCorpus } from './write-corpus.ts'
import { pemOf } from './x509.ts'

/**
 * A generator that is wrong would teach the engine wrong things: OpenSSL and pyHanko must find sound what the corpus calls
 * sound, and what is called broken for one reason must be broken for that one.
 */
const atSeconds = NOW_MS / 1000
const roots = () => pemOf(...anchors())
const pathOf = (name: PartyName) => ({
  ...{ roots: roots(), atSeconds },
  untrusted: pemOf(...party(name).above),
  signer: pemOf(party(name).certificate),
})

describe.skipIf(!(await hasOpensslJudge()))('openssl', () => {
  it.each([
    'rsa',
    'rsa-3072',
    'p256',
    'p384',
    'p521',
    'below-deep',
    'inside-fence',
    'pss-issued',
    'until-2060',
  ] as const)('finds the path of %s good', async name => {
    expect(await checkPath(pathOf(name))).toMatchObject({ isGood: true })
  })

  it.each([
    ['expired', /expired/],
    ['not-yet', /not yet valid/],
    ['below-expired-ca', /expired/],
    ['below-not-ca', /invalid CA certificate/],
    ['path-too-long', /path length constraint exceeded/],
    ['outside-fence', /permitted subtree violation/],
    ['outside-mail-fence', /excluded subtree violation/],
    ['critical-unknown', /unhandled critical extension/],
    ['below-critical-ca', /unhandled critical extension/],
    ['foreign', /unable to get local issuer|self-signed certificate/],
    ['twin', /signature failure|unable to get local issuer/],
  ] as const)('refuses the path of %s for its own reason', async (name, reason) => {
    const { isGood, text } = await checkPath(pathOf(name))
    expect(isGood).toBe(false)
    expect(text).toMatch(reason)
  })

  it('reads the lists: one signer is revoked, the other is not', async () => {
    const list = listOf('issuing-ec', [{ certificate: party('revoked').certificate, atMs: NOW_MS - 1000 }])
    expect((await checkPath(pathOf('revoked'), list)).text).toContain('certificate revoked')
    expect(await checkPath(pathOf('p256'), list)).toMatchObject({ isGood: true })
  })

  it('verifies SM2 signatures made by plain arithmetic', async () => {
    const { spki, sign } = keyOf('sm2', 'seal')
    const data = latin('what is signed')
    expect(await checkSm2(spki, sign({ hash: 'sm3' }, data), data)).toMatchObject({ isGood: true })
    expect(await checkSm2(spki, sign({ hash: 'sm3' }, data), latin('what is not'))).toMatchObject({ isGood: false })
    expect(await checkSm2(spki, sign({ hash: 'sm3', userId: 'other' }, data), data)).toMatchObject({ isGood: false })
  })

  it.each([
    ['p256', {}],
    ['p384', { digest: 'sha384' }],
    ['rsa', {}],
    ['rsa', { scheme: { hash: 'sha256', pss: { saltBytes: 32 } } }],
    ['p256', { sid: 'key-id' }],
  ] as const)('verifies the CMS of %s with %o', async (name, knobs) => {
    const content = latin('what is signed')
    const container = cms(party(name), [content], knobs)
    expect(await checkCms({ cms: container, content, roots: roots(), atSeconds })).toMatchObject({ isGood: true })
    const other = { cms: container, content: latin('what is not'), roots: roots(), atSeconds }
    expect(await checkCms(other)).toMatchObject({ isGood: false })
  })
})

/** What pyHanko sees otherwise, with the reason. */
const KNOWN = new Map([
  ['good/b-t-expired-since', 'it judges at the present time unless it is asked for archival rules'],
  ['good/b-lta-expired-since', 'the same'],
  [
    'good/saved-200-times-packed',
    'it wants each cross-reference stream under a number of its own, which the standard does not',
  ],
  ...['good/sm2', 'good/sm2-gm-types', 'good/sm2-second', 'good/sm2-first'].map(id => [id, 'it has no SM2'] as const),
])
const isGood = (id: string) => id.startsWith('good/')
/** Well-formed files of which pyHanko must say no, whatever its policy: else the attack does not attack. */
const MUST_FAIL =
  /^(?:appended\/(?!information|unused|metadata|nothing|version)|shadow|smuggled|byte-range\/(?:not|late|over))/

describe.skipIf(!(await findPyhanko()))('pyHanko', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-corpus-'))
  let opinions: PeerOpinion[] = []
  beforeAll(async () => {
    const entries = writeCorpus(folder).filter(({ id, contested }) => !contested && (isGood(id) || MUST_FAIL.test(id)))
    opinions = await askPeers(folder, entries)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('accepts every good file', () => {
    const refused = opinions.filter(({ entry, pyhanko }) => isGood(entry.id) && !pyhanko?.accepts)
    expect(refused.map(({ entry }) => entry.id).sort()).toEqual([...KNOWN.keys()].sort())
  })

  it('refuses every file whose pages were changed', () => {
    const passed = opinions.filter(({ entry, pyhanko }) => MUST_FAIL.test(entry.id) && pyhanko?.accepts)
    expect(passed.map(({ entry, pyhanko }) => [entry.id, pyhanko?.why])).toEqual([])
  })
})
