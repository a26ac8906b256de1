import { spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../native/system-clock.ts'
import { createIssuer } from '../../server/documents/create-issuer.ts'
import { SAMPLE_UNIVERSITY, sampleRequest, sampleSubject } from '../../server/documents/sample-subjects.ts'
import { createDemoAuthority } from '../../server/signing/demo-authority.ts'
import { checkSignedPdf } from '../../src/pdf/check-signed-pdf.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { unwrap } from '../../src/result.ts'
import { type Figure, figure, percentile } from './figure.ts'

const CHECKS = 200
/** A process a time is slow; so many are enough for a median. */
const PDFSIG_RUNS = 20

/** Our check of one issued transcript, and Poppler's pdfsig on the same file, taken in turns so that both meet the same machine. */
export async function measureVerify(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-verify-'))
  try {
    const { pdf, anchorsPem } = await issueOne(folder)
    const file = join(folder, 'issued.pdf')
    await writeFile(file, pdf)
    const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < PDFSIG_RUNS; round++) {
      for (let nth = 0; nth < CHECKS / PDFSIG_RUNS; nth++) ours.push(await timeCheck(pdf, anchorsPem))
      if (hasPdfsig) theirs.push(timePdfsig(file))
    }
    const check = figure('check-signed-pdf', 'ms', null, ours)
    if (!hasPdfsig) return [check]
    const ratio = percentile(theirs, 0.5) / percentile(ours, 0.5)
    return [check, figure('pdfsig-as-a-process', 'ms', null, theirs), figure('pdfsig-to-check', 'times', null, [ratio])]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function issueOne(folder: string): Promise<{ pdf: Uint8Array; anchorsPem: string }> {
  const { signer, anchorsPem } = await createDemoAuthority(folder, SAMPLE_UNIVERSITY.name.zh, systemClock)
  const issuer = createIssuer({
    templatesDir: join(import.meta.dirname, '..', '..', 'assets', 'templates'),
    ...{ signer, anchorsPem, university: SAMPLE_UNIVERSITY, workers: 1, clock: systemClock },
  })
  try {
    const issued = await issuer.issue({ ...sampleRequest('transcript', 'zh', sampleSubject()), issuedAt: new Date() })
    return { pdf: unwrap(issued).pdf, anchorsPem }
  } finally {
    await issuer.close()
  }
}

async function timeCheck(pdf: Uint8Array, anchorsPem: string): Promise<number> {
  const beganMs = performance.now()
  const report = await checkSignedPdf(pdf, { anchors: derOfPem(anchorsPem), webCrypto: webcrypto, nowMs: Date.now() })
  const tookMs = performance.now() - beganMs
  if (!report.printable) throw new Error(`the issued document is ${report.verdict}`)
  return tookMs
}

function timePdfsig(file: string): number {
  const beganMs = performance.now()
  // Without the certificate's path, which our check does follow: it knows no root of ours.
  const { stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
  const tookMs = performance.now() - beganMs
  if (!stdout.includes('Signature Validation: Signature is Valid')) throw new Error(`pdfsig says: ${stdout}`)
  return tookMs
}
