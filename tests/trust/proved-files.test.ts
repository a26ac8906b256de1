import { webcrypto } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDocumentDesk } from '../../main/station/desk/documents.ts'
import { NO_TRAYS } from '../../main/station/settings/trays-here.ts'
import { sha256Hex } from '../../server/ground/store/content-store.ts'
import { judgeProved } from '../../server/signing/judge-proved.ts'
import { openProofs, type Proofs } from '../../server/signing/open-proofs.ts'
import { signPades } from '../../server/signing/pades.ts'
import { pem } from '../../server/signing/sample-authority.ts'
import { samplePdf } from '../../server/signing/sample-pdf.ts'
import { provedHouse } from '../../server/signing/sample-proved.ts'
import { proofsConfigSchema } from '../../server/signing/seal-config.ts'
import { trustAnchors } from '../../server/signing/trust-anchors.ts'
import { type ProofLevel, upgradeDocument } from '../../server/signing/upgrade-document.ts'
import { describeHouse } from '../../server/verification/house.ts'
import type { DocumentId } from '../../src/contract/ids.ts'
import { terminalSettingsSchema } from '../../src/contract/terminals-api.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { ok } from '../../src/result.ts'
import { SETTINGS } from '../../src/session/fixtures.ts'
import { houseSchema } from '../../src/verification/api.ts'
import { checkFile } from '../../src/verification/file-check.ts'
import { type OpensslOcsp, startOpensslOcsp } from '../peers/openssl-ocsp.ts'
import { makeSm2Seal, SM2_FILES } from '../peers/openssl-sm2.ts'
import { hasOpenssl, type OpensslTsa, startOpensslTsa } from '../peers/openssl-tsa.ts'

/** The house as its configuration describes it, in files, with authorities that run here. */
describe.skipIf(!(await hasOpenssl()))('files with proofs, by what the house itself tells (openssl ts and ca)', () => {
  const house = provedHouse(Date.now())
  let folder: string
  let tsa: OpensslTsa
  let services: OpensslOcsp[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'proved-files-'))
    makeSm2Seal(folder)
    tsa = await startOpensslTsa()
    await writeFile(join(folder, 'tsa.pem'), pem(tsa.root))
    const { stamper } = tsa
    const stampRoot = { certificate: stamper.root, key: stamper.rootKey, issued: [stamper.certificate] }
    services = await Promise.all(
      [house.rootAuthority, house.issuingAuthority, stampRoot].map(one => startOpensslOcsp(one, house.rootAuthority)),
    )
  })
  afterAll(async () => {
    await Promise.all([tsa, ...services].map(peer => peer?.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  const proofsOf = async (level: 'B-T' | 'B-LT' | 'B-LTA', hasSecond: boolean): Promise<Proofs> => {
    const at = (name: string) => join(folder, name)
    const proofs = proofsConfigSchema(at).parse({
      level,
      timeStamps: [{ url: tsa.url, anchorsFile: 'tsa.pem' }],
      revocation: { crlUrls: services.map(({ crlUrl }) => crlUrl) },
    })
    const { root, seal, sealKey } = SM2_FILES
    const secondSeal = { certificatesFile: at(seal), privateKeyFile: at(sealKey), anchorsFile: at(root) }
    const clock = { now: Date.now }
    const opened = await openProofs({ proofs, secondSeal: hasSecond ? secondSeal : null }, pem(house.root), clock)
    return opened!
  }
  const proved = async (level: ProofLevel, { parts }: Proofs): Promise<Uint8Array> => {
    const signer = { ...house.signer, secondSealFollows: parts.secondSeal !== null }
    const sealed = await signPades(samplePdf(), signer, { claimedAt: new Date() })
    const upgraded = await upgradeDocument(sealed, level, parts)
    expect(upgraded.stoppedBy).toBeNull()
    expect(await judgeProved(upgraded.pdf, level, parts, { now: Date.now })).toMatchObject({ ok: true })
    return upgraded.pdf
  }
  /** As the page and the server's own thread check, by the house that the server describes. */
  const publicCheck = (pdf: Uint8Array, trust: ReturnType<typeof trustAnchors>) => {
    const facts = { name: { zh: '示范大学', en: 'U' }, timeZone: 'Asia/Shanghai', helpPhone: '', hasSeal: true }
    const told = describeHouse({ ...facts, ...trust, publicBaseUrl: 'https://verify.example.edu.cn' })
    const { anchorsPem, timestampAnchorsPem } = houseSchema.parse(JSON.parse(JSON.stringify(told)))
    const roots = { anchors: derOfPem(anchorsPem), timestampAnchors: derOfPem(timestampAnchorsPem) }
    return checkFile(pdf, { ...roots, webCrypto: webcrypto, nowMs: Date.now() })
  }
  /** As a kiosk does by its settings: `null` when it would print, else why not. */
  const kioskRefusal = async (
    pdf: Uint8Array,
    settings: Record<string, unknown>,
    pinnedSeals: string[] = [],
  ): Promise<string | null> => {
    const told = terminalSettingsSchema.parse(settings)
    const tools = {
      client: { call: async () => Promise.reject(new Error('nothing else is asked')), file: async () => ok(pdf) },
      ...{ clock: fakeClock(Date.now()), log: pino({ level: 'silent' }), post: () => {}, closing: () => false },
    }
    const desk = createDocumentDesk(tools as unknown as Parameters<typeof createDocumentDesk>[0], {
      anchorsPem: () => told.anchorsPem,
      timestampAnchorsPem: () => told.timestampAnchorsPem,
      pinnedSeals,
      trays: NO_TRAYS,
      ...{ webCrypto: webcrypto, sides: 'one-sided' },
    })
    const file = await desk.fileOf({ documentId: 'd' as DocumentId, sha256: sha256Hex(pdf) })
    return file.ok ? null : (file.error.detail ?? '')
  }

  it.each([
    ['B-T', false],
    ['B-LT', false],
    ['B-LTA', false],
    ['B-T', true],
    ['B-LTA', true],
  ] as const)(
    'are good as %s, with a second seal: %s',
    async (level, hasSecond) => {
      const proofs = await proofsOf(level, hasSecond)
      const pdf = await proved(level, proofs)
      const trust = trustAnchors(pem(house.root), proofs.parts)
      const check = await publicCheck(pdf, trust)
      expect(check.reasons.filter(code => !code.startsWith('later-'))).toEqual([])
      expect(check).toMatchObject({ seal: { level }, signatures: hasSecond ? 2 : 1 })
      expect(check.verdict).toBe(level === 'B-T' && !hasSecond ? 'valid' : 'valid-with-later-permitted-change')
      expect(await kioskRefusal(pdf, { ...SETTINGS, ...trust })).toBeNull()
    },
    60_000,
  )

  it('are not good where the root of the time stamps, or of the second seal, is not told', async () => {
    const proofs = await proofsOf('B-T', true)
    const pdf = await proved('B-T', proofs)
    const trust = trustAnchors(pem(house.root), proofs.parts)
    const lacking = [
      { ...trust, timestampAnchorsPem: '' },
      { ...trust, anchorsPem: pem(house.root) },
    ]
    for (const less of lacking) {
      expect((await publicCheck(pdf, less)).verdict).toBe('untrusted-signer')
      expect(await kioskRefusal(pdf, { ...SETTINGS, ...less })).toContain('untrusted-signer')
    }
  })

  it('are good at a terminal that believes certain seals alone, and only under these', async () => {
    const sealed = await signPades(samplePdf(), house.signer, { claimedAt: new Date() })
    const settings = { ...SETTINGS, anchorsPem: pem(house.root) }
    expect(await kioskRefusal(sealed, settings, [sha256Hex(house.seal)])).toBeNull()
    expect(await kioskRefusal(sealed, settings, [sha256Hex(house.issuing)])).toContain('signer-not-pinned')
  })

  it('are judged without the roots of time stamps where those make no sense, and by settings of before they were told', async () => {
    const sealed = await signPades(samplePdf(), house.signer, { claimedAt: new Date() })
    const { timestampAnchorsPem: _, ...before } = { ...SETTINGS, anchorsPem: pem(house.root) }
    expect(await kioskRefusal(sealed, before)).toBeNull()
    const wrong = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
    expect(await kioskRefusal(sealed, { ...before, timestampAnchorsPem: wrong })).toBeNull()
  })
})
