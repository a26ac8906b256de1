import { createPublicKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentData } from '../../server/documents/document-data.ts'
import { HOUSE_TEMPLATES } from '../../server/documents/house-templates.ts'
import { sampleClock } from '../../server/documents/sample-clock.ts'
import { SAMPLE_UNIVERSITY, sampleRequest } from '../../server/documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS, SAMPLES, type Sample } from '../../server/documents/samples.ts'
import { houseFontDirs, rareFonts } from '../../server/ground/rendering/fonts.ts'
import { createRenderPool } from '../../server/ground/rendering/render-pool.ts'
import { createIssuer } from '../../server/issuing/create-issuer.ts'
import { createDemoAuthority } from '../../server/signing/demo-authority.ts'
import { pem, sampleAuthority } from '../../server/signing/sample-authority.ts'
import { provedHouse } from '../../server/signing/sample-proved.ts'
import { sealCertificates } from '../../server/signing/seal-certificates.ts'
import type { Signer } from '../../server/signing/signer.ts'
import { signerFromToken } from '../../server/signing/token-signer.ts'
import { type ProofLevel, upgradeDocument } from '../../server/signing/upgrade-document.ts'
import { unwrap } from '../../src/result.ts'
import { startOpensslOcsp } from '../peers/openssl-ocsp.ts'
import { startOpensslTsa } from '../peers/openssl-tsa.ts'
import type { SoftHsmToken } from '../peers/softhsm.ts'

/** One file that the house made, and the roots that judge it. */
export interface IssuedFile {
  readonly name: string
  readonly path: string
  /** PEM. */
  readonly anchors: string
}

/** The peers look at the machine's own time. */
const clock = sampleClock(Date.now)
const TIMEOUT_MS = 5000
const DAY_MS = 86_400_000

/** Renderings of these samples as they are before anything is signed. */
export async function renderSamples(folder: string, samples: readonly Sample[]): Promise<string[]> {
  const { kinds } = HOUSE_DOCUMENTS
  const rare = rareFonts()
  const fontDirs = [...houseFontDirs(), ...rare.dirs]
  const pool = createRenderPool({ workers: 1, clock, templatesDir: HOUSE_TEMPLATES, fontDirs })
  const paths: string[] = []
  for (const { name, subject, ...wanted } of samples) {
    const kind = kinds.find(one => one.kind === wanted.kind)!
    const edition = kind.editions.find(one => one.edition === wanted.edition)!
    const request = { ...sampleRequest(kind.kind, edition.edition, subject), issuedAt: new Date() }
    const data = documentData(request, kind, edition, SAMPLE_UNIVERSITY, rare.families)
    const job = { template: `${kind.kind}/${edition.template}`, document: JSON.stringify(data) }
    const { pdf } = unwrap(await pool.render({ ...job, createdAtSeconds: Math.floor(Date.now() / 1000) }))
    paths.push(join(folder, `${name}-unsigned.pdf`))
    writeFileSync(paths.at(-1)!, pdf)
  }
  await pool.close()
  return paths
}

/** Issues these samples by a signer, each as a file in `folder`. */
async function issueWith(
  folder: string,
  samples: readonly Sample[],
  by: { readonly label: string; readonly signer: Signer; readonly anchorsPem: string },
): Promise<IssuedFile[]> {
  const anchors = join(folder, `${by.label}-roots.pem`)
  writeFileSync(anchors, by.anchorsPem)
  const issuer = createIssuer({
    ...{ documents: HOUSE_DOCUMENTS, signer: by.signer, anchorsPem: by.anchorsPem },
    ...{ university: SAMPLE_UNIVERSITY, workers: 1, clock },
  })
  const files: IssuedFile[] = []
  for (const { name, kind, edition, subject } of samples) {
    const request = { ...sampleRequest(kind, edition, subject), issuedAt: new Date() }
    const { pdf } = unwrap(await issuer.issue(request))
    const path = join(folder, `${name}-${by.label}.pdf`)
    writeFileSync(path, pdf)
    files.push({ name: `${name}, ${by.label}`, path, anchors })
  }
  await issuer.close()
  return files
}

/** Every kind and edition, sealed with keys from files, which lie in `folder/keys`: B-B. */
export async function issueSamples(folder: string, samples: readonly Sample[] = SAMPLES): Promise<IssuedFile[]> {
  const authority = await createDemoAuthority(join(folder, 'keys'), SAMPLE_UNIVERSITY.name.zh, clock)
  return issueWith(folder, samples, { label: 'B-B', ...authority })
}

/** Samples sealed by a key that never leaves a PKCS#11 token. */
export async function issueByToken(
  folder: string,
  samples: readonly Sample[],
  token: SoftHsmToken,
): Promise<IssuedFile[]> {
  const publicKey = createPublicKey(await token.makeKey('21', 'rsa:3072'))
  const time = { notBeforeMs: Date.now() - DAY_MS, notAfterMs: Date.now() + 30 * DAY_MS }
  const house = sampleAuthority({ root: time, issuing: time, seal: { ...time, publicKey }, signs: false })
  const { module, label, pin } = token
  const seal = sealCertificates(house.seal, [house.issuing, house.root])
  const signer = signerFromToken(seal, { module, tokenLabel: label, keyId: '21', pin, clock, timeoutMs: 20_000 })
  return issueWith(folder, samples, { label: 'token', signer, anchorsPem: pem(house.root) })
}

const LEVELS: readonly ProofLevel[] = ['B-T', 'B-LT', 'B-LTA']

/** Samples raised to every higher level, with times by `openssl ts` and lists by `openssl ca`. */
export async function issueProved(folder: string, samples: readonly Sample[]): Promise<IssuedFile[]> {
  const house = provedHouse(Date.now())
  const other = provedHouse(Date.now())
  const tsa = await startOpensslTsa()
  const stampAuthority = {
    ...{ certificate: tsa.stamper.root, key: tsa.stamper.rootKey },
    issued: [tsa.stamper.certificate],
  }
  const services = await Promise.all(
    [house.rootAuthority, house.issuingAuthority, stampAuthority].map(one =>
      startOpensslOcsp(one, other.rootAuthority),
    ),
  )
  const parts = {
    authorities: [{ url: tsa.url, anchors: [tsa.root], policy: null, timeoutMs: TIMEOUT_MS }],
    revocation: { crlUrls: services.map(({ crlUrl }) => crlUrl), ocspUrls: [], timeoutMs: TIMEOUT_MS },
    ...{ anchors: [house.root], archiveRoomBytes: 8192, secondSeal: null, clock },
  }
  try {
    const sealed = await issueWith(folder, samples, {
      ...{ label: 'proved', signer: house.signer, anchorsPem: pem(house.root) },
    })
    const files: IssuedFile[] = []
    for (const { name, path } of sealed) {
      for (const level of LEVELS) {
        const raised = await upgradeDocument(new Uint8Array(readFileSync(path)), level, parts)
        if (raised.stoppedBy) throw new Error(`${name}: ${raised.stoppedBy.kind} ${raised.stoppedBy.said.join()}`)
        const at = path.replace(/proved\.pdf$/, `${level}.pdf`)
        writeFileSync(at, raised.pdf)
        const anchors = join(folder, 'proved-and-times.pem')
        writeFileSync(anchors, pem(house.root) + pem(tsa.root))
        files.push({ name: name.replace('proved', level), path: at, anchors })
      }
    }
    return files
  } finally {
    await Promise.all([tsa, ...services].map(one => one.stop()))
  }
}
