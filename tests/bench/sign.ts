import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signPades } from '../../server/signing/pades.ts'
import { pem, SAMPLE_NOW_MS, type SampleAuthority, sampleAuthority } from '../../server/signing/sample-authority.ts'
import { type Signer, signerFromKey } from '../../server/signing/signer.ts'
import type { TimedPyhanko } from '../peers/pyhanko-timed.ts'
import { type Figure, figure } from './figure.ts'
import { renderFourPages } from './house-documents.ts'
import { openPyhanko } from './peers.ts'
import { type Contender, inTurns, ratioFigure, samplesOf } from './turns.ts'

/** For everything but the key's own time. */
const AIM_MS = 3
const ROUNDS = 20
const PER_TURN = 15
const DAY_MS = 86_400_000

interface Seal {
  readonly name: string
  readonly signer: Signer
  /** PEM, for a peer. */
  readonly certificates: string
  readonly key: string
}

/** Signs one finished PDF of four pages by P-256 and by RSA-3072, our own time and the key's apart, with pyHanko beside it. */
export async function measureSign(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-sign-'))
  const pyhanko = await openPyhanko()
  try {
    const pdf = await renderFourPages()
    await writeFile(join(folder, 'four-pages.pdf'), pdf)
    const figures: Figure[] = []
    for (const seal of [sealByP256(), sealByRsa()]) {
      const others = pyhanko ? [await signingPyhanko(pyhanko, folder, seal)] : []
      figures.push(...(await race(pdf, seal, others)))
    }
    return figures
  } finally {
    await pyhanko?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function race(pdf: Uint8Array, { name, signer }: Seal, others: readonly Contender[]): Promise<Figure[]> {
  const [own, key]: [number[], number[]] = [[], []]
  const whole = async () => {
    let keyMs = 0
    const timedKey: Signer = {
      ...signer,
      sign: async tbs => {
        const beganMs = performance.now()
        const signature = await signer.sign(tbs)
        keyMs = performance.now() - beganMs
        return signature
      },
    }
    const beganMs = performance.now()
    await signPades(pdf, timedKey, { claimedAt: new Date(SAMPLE_NOW_MS) })
    const tookMs = performance.now() - beganMs
    own.push(tookMs - keyMs)
    key.push(keyMs)
    return tookMs
  }
  const ours: Contender = {
    name: `sign-${name}`,
    turn: async () => {
      const samples: number[] = []
      for (let nth = 0; nth < PER_TURN; nth++) samples.push(await whole())
      return samples
    },
  }
  const turns = await inTurns([ours, ...others], ROUNDS)
  const counted = samplesOf(turns, ours.name)
  return [
    figure(ours.name, 'ms', null, counted),
    figure(`${ours.name}-without-the-key`, 'ms', AIM_MS, own.slice(-counted.length)),
    figure(`${ours.name}-the-key-alone`, 'ms', null, key.slice(-counted.length)),
    ...others.flatMap(other => [
      figure(other.name, 'ms', null, samplesOf(turns, other.name)),
      ratioFigure(turns, other.name, ours.name),
    ]),
  ]
}

async function signingPyhanko(pyhanko: TimedPyhanko, folder: string, seal: Seal): Promise<Contender> {
  const [certificates, key] = [join(folder, `${seal.name}.pem`), join(folder, `${seal.name}.key`)]
  await Promise.all([writeFile(certificates, seal.certificates), writeFile(key, seal.key)])
  const work = { work: 'sign', file: join(folder, 'four-pages.pdf'), certificates, key } as const
  return { name: `pyhanko-sign-${seal.name}`, turn: () => pyhanko.time(work, 2) }
}

const chainPem = ({ seal, issuing }: SampleAuthority) => pem(seal) + pem(issuing)

function sealByP256(): Seal {
  const house = sampleAuthority()
  const key = house.sealKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { name: 'p256', signer: house.signer, certificates: chainPem(house), key }
}

function sealByRsa(): Seal {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const time = { notBeforeMs: SAMPLE_NOW_MS - DAY_MS, notAfterMs: SAMPLE_NOW_MS + 365 * DAY_MS }
  const house = sampleAuthority({ seal: { ...time, publicKey }, signs: false })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const signer = signerFromKey(createPrivateKey(key), house.seal, [house.issuing, house.root])
  return { name: 'rsa-3072', signer, certificates: chainPem(house), key }
}
