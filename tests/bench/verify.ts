import { spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { derOfPem } from '../../src/pdf/pem.ts'
import { SM2_LIBRARY } from '../../src/pdf/sm2-library.ts'
import { createVerifier } from '../../src/pdf/verify.ts'
import { unwrap } from '../../src/result.ts'
import { anchors, NOW_MS } from '../attacks/pki.ts'
import { pemOf } from '../attacks/x509.ts'
import { hasPdfsig } from '../peers/pdfsig.ts'
import type { TimedPyhanko } from '../peers/pyhanko-timed.ts'
import type { Figure } from './figure.ts'
import { COURSES_OF_FOUR_PAGES, openIssuer, transcriptRequest } from './house-documents.ts'
import { leftOut, openPyhanko } from './peers.ts'
import { type Contender, raceFigures, timed } from './turns.ts'
import { levelFiles } from './verify-levels.ts'

const KIOSK = { webCrypto: webcrypto, sm2: SM2_LIBRARY, policy: 'kiosk-strict' } as const
const ROUNDS = 20
const PER_TURN = 15
/** A slow peer has as many turns, but less to do in each. */
const PYHANKO_PER_TURN = 3

/** What a peer needs to judge one file. */
interface Judged {
  readonly name: string
  readonly file: string
  /** PEM. */
  readonly anchors: string
  readonly atMs: number
}

interface Peers {
  readonly pyhanko: TimedPyhanko | null
  readonly pdfsig: boolean
}

/** Our engine on files of every level, and the kiosk's check of an issued transcript; with the peers on the same files beside it. */
export async function measureVerify(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-verify-'))
  const peers: Peers = { pyhanko: await openPyhanko(), pdfsig: await hasPdfsig() }
  if (!peers.pdfsig) leftOut('pdfsig', 'there is no such program')
  try {
    return [...(await levelFigures(folder, peers)), ...(await issuedFigures(folder, peers))]
  } finally {
    await peers.pyhanko?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function levelFigures(folder: string, peers: Peers): Promise<Figure[]> {
  const trusted = join(folder, 'anchors.pem')
  await writeFile(trusted, pemOf(...anchors()))
  // One for all, as station and server keep one.
  const verifier = createVerifier({ ...KIOSK, anchors: anchors() })
  const figures: Figure[] = []
  for (const { name, aimMs, bytes } of levelFiles()) {
    const judged = { name, file: join(folder, `${name}.pdf`), anchors: trusted, atMs: NOW_MS }
    await writeFile(judged.file, bytes)
    const ours = contender(`verify-${name}`, async () => {
      const report = await verifier.verify(bytes, NOW_MS)
      if (!report.printable) throw new Error(`${name} is ${report.verdict}: ${report.reasons[0]?.code}`)
    })
    // None of them knows SM2.
    const others = name.endsWith('sm2') ? [] : contendersOf(peers, judged)
    if (name === 'b-b') others.push(await bareCrypto(bytes))
    figures.push(...(await raceFigures(aimMs === null ? ours : { ...ours, aimMs }, others, ROUNDS)))
  }
  return figures
}

async function issuedFigures(folder: string, peers: Peers): Promise<Figure[]> {
  const issuer = await openIssuer(join(folder, 'keys'))
  try {
    const { pdf } = unwrap(await issuer.issue(transcriptRequest('en', 0, COURSES_OF_FOUR_PAGES)))
    const judged = {
      ...{ name: 'issued', file: join(folder, 'issued.pdf'), anchors: join(folder, 'issuer.pem') },
      atMs: Date.now(),
    }
    await writeFile(judged.file, pdf)
    await writeFile(judged.anchors, issuer.anchorsPem)
    const verifier = createVerifier({ ...KIOSK, anchors: derOfPem(issuer.anchorsPem) })
    const ours = contender('verify-issued', async () => {
      const report = await verifier.verify(pdf, judged.atMs)
      if (!report.printable) throw new Error(`the issued document is ${report.verdict}`)
    })
    return await raceFigures({ ...ours, aimMs: 2 }, contendersOf(peers, judged), ROUNDS)
  } finally {
    await issuer.close()
  }
}

const contender = (name: string, work: () => Promise<unknown>): Contender => ({
  name,
  turn: () => timed(PER_TURN, work),
})

function contendersOf({ pyhanko, pdfsig }: Peers, { name, file, anchors, atMs }: Judged): Contender[] {
  const work = { work: 'verify', file, anchors, at: new Date(atMs).toISOString() } as const
  return [
    ...(pyhanko ? [{ name: `pyhanko-${name}`, turn: () => pyhanko.time(work, PYHANKO_PER_TURN) }] : []),
    ...(pdfsig ? [{ name: `pdfsig-${name}`, turn: async () => [timePdfsig(file)] }] : []),
  ]
}

/** As a process, for it has no other form. */
function timePdfsig(file: string): number {
  const beganMs = performance.now()
  // Without the certificate's path, which ours does follow: it knows no root of ours.
  const { stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
  const tookMs = performance.now() - beganMs
  if (!stdout.includes('Signature Validation: Signature is Valid')) throw new Error(`pdfsig says: ${stdout}`)
  return tookMs
}

/** What no verifier can do without: the hash of the file and one P-256 signature over as many bytes as signed attributes have. */
async function bareCrypto(bytes: Uint8Array): Promise<Contender> {
  const { subtle } = webcrypto
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const { publicKey, privateKey } = await subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const attributes = bytes.slice(0, 180)
  const signature = await subtle.sign(algorithm, privateKey, attributes)
  const whole = bytes.slice()
  return contender('bare-crypto-b-b', async () => {
    await subtle.digest('SHA-256', whole)
    if (!(await subtle.verify(algorithm, publicKey, signature, attributes)))
      throw new Error('the signature is not good')
  })
}
