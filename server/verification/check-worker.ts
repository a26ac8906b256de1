import { webcrypto } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { derOfPem } from '../../src/pdf/pem.ts'
import { checkFile } from '../../src/verification/file-check.ts'
import { fileOfForm } from '../ground/forms/multipart.ts'
import type { CheckAnswer, CheckJob } from './check-apart.ts'

/** Entry point of a thread that reads one uploaded form, checks the file in it, and ends. */
if (!parentPort) throw new Error('the check worker runs in a worker thread')
const job = workerData as CheckJob
parentPort.postMessage(await answer())

async function answer(): Promise<CheckAnswer> {
  const file = fileOfForm(job.body, job.contentType, job.field)
  if (!file.ok) return { kind: 'no-file' }
  const check = await checkFile(file.value, {
    anchors: derOfPem(job.anchorsPem),
    timestampAnchors: derOfPem(job.timestampAnchorsPem),
    webCrypto: webcrypto,
    nowMs: job.nowMs,
  })
  return { kind: 'checked', check }
}
