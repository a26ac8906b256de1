import { createHash, webcrypto } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { LIMITS } from '../src/pdf/limits.ts'
import type { VerifierOptions } from '../src/pdf/options.ts'
import type { PdfReport } from '../src/pdf/report.ts'
import { SM2_LIBRARY } from '../src/pdf/sm2-library.ts'
import { createVerifier } from '../src/pdf/verify.ts'
import { describeReport } from '../src/verification/file-check.ts'
import { type CheckLine, type CheckOrder, lineOfReport, type PoolSetup, refusedLine, tracesOf } from './verify-line.ts'

/** The thread that checks files, one after the other, so that what it learned of the certificates serves them all. */
const { verifier: setup } = workerData as PoolSetup
const options: VerifierOptions = { ...setup, webCrypto: webcrypto, sm2: SM2_LIBRARY }
const verifier = createVerifier({ ...options, stopwatch: () => performance.now() })

async function check({ file, nowMs }: CheckOrder): Promise<CheckLine> {
  let bytes: Uint8Array
  try {
    const { size } = await stat(file)
    if (size > LIMITS.fileBytes) return refusedLine(file, 'file-too-large', await hashOf(file))
    bytes = await readFile(file)
  } catch {
    return refusedLine(file, 'cannot-read')
  }
  const report: PdfReport = await verifier.verify(bytes, nowMs)
  if (report.printable) return lineOfReport(file, report, null)
  return lineOfReport(file, report, tracesOf(await describeReport(bytes, report, { verifier, options, nowMs })))
}

/** Of a file that is too large to be held. */
async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part)
  return hash.digest('hex')
}

parentPort?.on('message', async (order: CheckOrder) => {
  parentPort?.postMessage(await check(order))
})
