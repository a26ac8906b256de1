import { createPublicKey } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { type OpensslOcsp, startOpensslOcsp } from '../../tests/peers/openssl-ocsp.ts'
import { hasOpenssl, type OpensslTsa, startOpensslTsa } from '../../tests/peers/openssl-tsa.ts'
import { askPdfsig, hasPdfsig } from '../../tests/peers/pdfsig.ts'
import { askPyhanko, findPyhanko, pyhankoAccepts } from '../../tests/peers/pyhanko.ts'
import { findSoftHsm, makeToken, type SoftHsmToken } from '../../tests/peers/softhsm.ts'
import { askVerapdf, findVerapdf } from '../../tests/peers/verapdf.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { SAMPLE_UNIVERSITY, sampleRequest, sampleSubject } from '../documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS } from '../documents/samples.ts'
import { createIssuer } from '../issuing/create-issuer.ts'
import { judgeProved } from './judge-proved.ts'
import { pem } from './sample-authority.ts'
import { provedHouse } from './sample-proved.ts'
import { sealCertificates } from './seal-certificates.ts'
import type { Signer } from './signer.ts'
import { signerFromToken } from './token-signer.ts'
import { PROOF_LEVELS, type UpgradeParts, upgradeDocument } from './upgrade-document.ts'

/** Programs of other hands judge real transcripts at every level, sealed by a key file and by a token. */
const [openssl, softHsm, pyhanko, pdfsig, verapdf] = await Promise.all([
  hasOpenssl(),
  findSoftHsm(),
  findPyhanko(),
  hasPdfsig(),
  findVerapdf(),
])
const clock = sampleClock(Date.now)
/** Python and Java take their time to start on a busy machine. */
const SEALS = softHsm === null ? ['key-file'] : ['key-file', 'token']

describe.skipIf(!openssl)('documents at every level (stamped and vouched for by openssl)', () => {
  let dir = ''
  let tsa: OpensslTsa
  let token: SoftHsmToken | undefined
  const services: OpensslOcsp[] = []
  const pathOf = (seal: string, level: string) => join(dir, `${seal}-${level}.pdf`)
  const parts = new Map<string, UpgradeParts>()

  const makeAll = async (name: string, publicKeyPem: string | null) => {
    const house = provedHouse(Date.now(), publicKeyPem === null ? null : createPublicKey(publicKeyPem))
    const { stamper } = tsa
    const stampAuthority = { certificate: stamper.root, key: stamper.rootKey, issued: [stamper.certificate] }
    const asked = await Promise.all(
      [house.rootAuthority, house.issuingAuthority, stampAuthority].map(one => startOpensslOcsp(one, one)),
    )
    services.push(...asked)
    const signer: Signer =
      token && name === 'token'
        ? {
            ...signerFromToken(sealCertificates(house.seal, [house.issuing]), {
              ...{ module: token.module, tokenLabel: token.label, keyId: '01', pin: token.pin, clock },
            }),
            spareBytes: 8192,
          }
        : house.signer
    const issuer = createIssuer({
      documents: HOUSE_DOCUMENTS,
      ...{ signer, anchorsPem: pem(house.root), university: SAMPLE_UNIVERSITY, workers: 1, clock },
    })
    const { pdf } = unwrap(await issuer.issue(sampleRequest('transcript', 'zh', sampleSubject())))
    await issuer.close()
    const upgrade: UpgradeParts = {
      authorities: [{ url: tsa.url, anchors: [tsa.root], policy: null, timeoutMs: 5000 }],
      revocation: { crlUrls: asked.map(({ crlUrl }) => crlUrl), ocspUrls: [asked[1]!.ocspUrl], timeoutMs: 5000 },
      ...{ anchors: [house.root], archiveRoomBytes: 8192, secondSeal: null, clock },
    }
    parts.set(name, upgrade)
    await writeFile(join(dir, `${name}.pem`), pem(house.root) + pem(tsa.root))
    for (const level of PROOF_LEVELS) {
      const proved = await upgradeDocument(pdf, level, upgrade)
      expect(proved.stoppedBy).toBeNull()
      await writeFile(pathOf(name, level), proved.pdf)
    }
  }

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'proved-'))
    tsa = await startOpensslTsa()
    token = softHsm === null ? undefined : await makeToken(softHsm)
    await makeAll('key-file', null)
    if (token) await makeAll('token', await token.makeKey('01', 'EC:prime256v1'))
  })
  afterAll(async () => {
    await Promise.all([tsa, ...services].map(peer => peer.stop()))
    await token?.remove()
    await rm(dir, { recursive: true, force: true })
  })
  const each = SEALS.flatMap(seal => PROOF_LEVELS.map(level => ({ seal, level })))

  it.skipIf(softHsm === null)('were sealed by a token too (SoftHSM2 and OpenSC)', () => {
    expect([...parts.keys()]).toEqual(['key-file', 'token'])
  })

  it('are valid to the house itself, and proved as far as they say', async () => {
    for (const { seal, level } of each) {
      const pdf = new Uint8Array(await readFile(pathOf(seal, level)))
      const upgrade = parts.get(seal)!
      expect(await judgeProved(pdf, level, upgrade, clock)).toEqual({ ok: true, value: undefined })
      // A root that only vouches for times vouches for no seal.
      const stampsOnly = { ...upgrade, anchors: [provedHouse(Date.now()).root] }
      expect((await judgeProved(pdf, level, stampsOnly, clock)).ok).toBe(false)
    }
  })

  it.skipIf(pyhanko === null)('are valid and untouched to pyHanko', async () => {
    const files = each.map(({ seal, level }) => ({ file: pathOf(seal, level), anchors: join(dir, `${seal}.pem`) }))
    let answers = await askPyhanko(pyhanko!, files)
    // Its five seconds a file are short on a machine that does other things: what ran out of time is asked again, not passed over.
    for (let round = 0; round < 4 && answers.some(({ error }) => error === 'timeout'); round++) {
      const late = files.filter(({ file }) => answers.find(one => one.file === file)?.error === 'timeout')
      answers = [...answers.filter(({ error }) => error !== 'timeout'), ...(await askPyhanko(pyhanko!, late))]
    }
    expect(answers).toHaveLength(each.length)
    for (const answer of answers) {
      expect(pyhankoAccepts(answer), JSON.stringify(answer)).toBe(true)
      const isAppended = /B-LT/.test(answer.file)
      expect(answer.signatures[0]).toMatchObject({
        coverage: isAppended ? 'ENTIRE_REVISION' : 'ENTIRE_FILE',
        changes: isAppended ? 'LTA_UPDATES' : 'NONE',
      })
    }
  })

  it.skipIf(!pdfsig)('are valid to pdfsig, and whole before anything is appended', async () => {
    for (const { seal, level } of each) {
      const { valid, total, text } = await askPdfsig(pathOf(seal, level))
      expect(valid, text).toBe(1)
      // It knows no document time stamp, but counts how far it reaches.
      expect(total, text).toBe(level === 'B-LT' ? 0 : 1)
    }
  })

  it.skipIf(verapdf === null)('are PDF/A-2a to veraPDF', async () => {
    const answers = await askVerapdf(
      verapdf!,
      each.map(({ seal, level }) => pathOf(seal, level)),
    )
    for (const { compliant, file, broken } of answers) expect(compliant, `${file}: ${broken.join('; ')}`).toBe(true)
  })
})
