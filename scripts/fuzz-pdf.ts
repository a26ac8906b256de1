import { createHash, webcrypto } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { readCertificate } from '../src/pdf/certificate.ts'
import { readSignedData } from '../src/pdf/cms.ts'
import { readCrl } from '../src/pdf/crl.ts'
import { readOcsp } from '../src/pdf/ocsp.ts'
import { PdfRefusal } from '../src/pdf/reasons.ts'
import { SM2_LIBRARY } from '../src/pdf/sm2-library.ts'
import { createVerifier } from '../src/pdf/verify.ts'
import { plainDecimal, wholeNumber } from '../src/plain-number.ts'
import { CORPUS } from '../tests/attacks/corpus.ts'
import { anchors, listOf, NOW_MS, party } from '../tests/attacks/pki.ts'
import { mutate, randomOf } from './fuzz-mutate.ts'

/**
 * Feeds the PDF checker with damaged files and structures until the time is over. A find is a file that prints other bytes
 * than an honest one, a failure that is no refusal, or a check of more than a second of its thread; each is written to `src/pdf/finds/`,
 * where a test reads them for ever after.
 *
 *   node scripts/fuzz-pdf.ts [--minutes 10] [--seed N]
 */
const FINDS = join(import.meta.dirname, '..', 'src', 'pdf', 'finds')
const SLOW_MS = 1000
const SILENCE_MS = 10_000

interface Find {
  readonly what: 'prints' | 'breaks' | 'slow'
  readonly bytes: Uint8Array
  readonly note: string
}

interface Progress {
  readonly round: number
  /** With what the thread's own authorities are trusted by: they are made anew for each. */
  readonly find?: Find & { readonly anchors: readonly Uint8Array[] }
}

/** Of the covered bytes alone: a container may have certificates beside those that count, which nobody signed. */
function hashOf(bytes: Uint8Array, [, gap, behind, length]: readonly [number, number, number, number]): string {
  const covered = [bytes.subarray(0, gap), bytes.subarray(behind, behind + length)]
  return createHash('sha256').update(covered[0]!).update(covered[1]!).digest('hex')
}

/** Rounds of a seed for ever. The same seed and round choose and damage alike; keys and signatures are new in each thread. */
async function fuzzThread(seed: number, first: number): Promise<never> {
  const verifier = createVerifier({
    anchors: anchors(),
    webCrypto: webcrypto,
    sm2: SM2_LIBRARY,
    policy: 'kiosk-strict',
  })
  const small = CORPUS.map(one => one.make().pdf).filter(pdf => pdf.length < 200_000 && pdf.length > 0)
  const certificates = [party('p256').certificate, party('fenced-mail').certificate, listOf('issuing-ec')]
  const honest = new Set<string>()
  // A bad file may begin with a good one, or hold a proof against it, which a lucky change brings to light or takes away.
  for (const pdf of small) {
    for (let end = pdf.indexOf(0x25); end >= 0; end = pdf.indexOf(0x25, end + 1)) {
      if (Buffer.from(pdf.subarray(end, end + 5)).toString('latin1') !== '%%EOF') continue
      for (const line of [0, 1, 2]) {
        const begin = pdf.subarray(0, end + 5 + line)
        const { signatures } = await verifier.verify(begin, NOW_MS)
        for (const { signer, byteRange } of signatures) if (signer && byteRange) honest.add(hashOf(begin, byteRange))
      }
    }
  }
  for (let round = first; ; round++) {
    const random = randomOf(seed * 1_000_003 + round)
    const bytes = mutate(small[random(small.length)]!, small[random(small.length)]!, random)
    const beforeUs = process.threadCpuUsage().user
    const report = await verifier.verify(bytes, NOW_MS)
    const tookMs = (process.threadCpuUsage().user - beforeUs) / 1000
    const range = report.signatures[0]?.byteRange
    let find: Find | undefined
    if (report.reasons.some(({ code }) => code === 'internal-error'))
      find = { what: 'breaks', bytes, note: 'internal-error' }
    else if (report.printable && range && !honest.has(hashOf(bytes, range)))
      find = { what: 'prints', bytes, note: report.verdict }
    else if (tookMs > SLOW_MS) find = { what: 'slow', bytes, note: `${Math.round(tookMs)} ms` }
    else find = readerFind(mutate(certificates[random(certificates.length)]!, bytes, random))
    if (find || round % 100 === 0)
      parentPort?.postMessage({ round, ...(find ? { find: { ...find, anchors: anchors() } } : {}) } satisfies Progress)
  }
}

/** The readers of DER alone, which a damaged file seldom reaches. */
function readerFind(der: Uint8Array): Find | undefined {
  const readers = [readCertificate, readCrl, readOcsp, (bytes: Uint8Array) => readSignedData(bytes, 'detached')]
  for (const read of readers) {
    try {
      read(der)
    } catch (error) {
      if (!(error instanceof PdfRefusal)) return { what: 'breaks', bytes: der, note: String(error) }
    }
  }
  return undefined
}

/** Runs threads until the time is over; one that falls silent has met a file that never ends. */
async function main(minutes: number, seed: number): Promise<number> {
  console.log(`seed ${seed}, ${minutes} minutes`)
  const endMs = performance.now() + minutes * 60_000
  let [round, finds] = [0, 0]
  const keep = (find: Find & { anchors: readonly Uint8Array[] }) => {
    const { what, bytes, note } = find
    finds++
    mkdirSync(FINDS, { recursive: true })
    const name = `${what}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.json`
    const base64 = (part: Uint8Array) => Buffer.from(part).toString('base64')
    const text = { what, note, nowMs: NOW_MS, anchors: find.anchors.map(base64), bytes: base64(bytes) }
    writeFileSync(join(FINDS, name), `${JSON.stringify(text)}\n`)
    console.log(`${what} (${note}), round ${round}: ${name}`)
  }
  while (performance.now() < endMs) {
    await new Promise<void>(resolve => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { seed, first: round } })
      const stop = () => {
        clearTimeout(silence)
        clearTimeout(end)
        void worker.terminate().then(() => resolve())
      }
      const hang = () => {
        console.log(`silent behind round ${round}`)
        // Which file it was is told by the seed and the rounds behind this one.
        console.log(`repeat with --seed ${seed} and look at rounds ${round} to ${round + 100}`)
        finds++
        round += 100
        stop()
      }
      let silence = setTimeout(hang, 60_000)
      const end = setTimeout(stop, endMs - performance.now())
      worker.on('message', (progress: Progress) => {
        clearTimeout(silence)
        silence = setTimeout(hang, SILENCE_MS)
        round = progress.round + 1
        if (progress.find) keep(progress.find)
      })
      worker.once('error', error => {
        console.log(`the thread failed behind round ${round}: ${error}`)
        finds++
        round += 100
        stop()
      })
    })
  }
  console.log(`${round} rounds, ${finds} finds`)
  return finds === 0 ? 0 : 1
}

if (isMainThread) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { minutes: { ...text, default: '10' }, seed: text } })
  const minutes = plainDecimal(values.minutes, 0, 100_000)
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * 1e9) : wholeNumber(values.seed, 0, Number.MAX_SAFE_INTEGER)
  if (minutes === null || seed === null) console.error('--minutes and --seed are numbers, in digits')
  process.exitCode = minutes === null || seed === null ? 2 : await main(minutes, seed)
} else {
  const { seed, first } = workerData as { seed: number; first: number }
  await fuzzThread(seed, first)
}
