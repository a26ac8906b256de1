import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { RenderAnswer, RenderJob, RenderWorkerData } from './render-messages.ts'

/** Entry point of a worker thread that holds one Typst compiler and renders one job at a time. */
if (!parentPort) throw new Error('the render worker runs in a worker thread')
const port = parentPort
const { templatesDir, fontDirs } = workerData as RenderWorkerData
const compiler = NodeCompiler.create({ workspace: templatesDir, fontArgs: [{ fontPaths: [...fontDirs] }] })
/** Cached work of so many documents is kept at most. What templates have in common is then done once and not for each. */
const EVICT_EVERY = 8
let rendered = 0
const answer = (message: RenderAnswer) => port.postMessage(message)

port.on('message', (job: RenderJob) => {
  try {
    answer(render(job))
  } catch (error) {
    answer({ kind: 'refused', message: error instanceof Error ? error.message : String(error) })
  } finally {
    // Without this a worker keeps a fifth of a megabyte for every document it has made.
    if (++rendered % EVICT_EVERY === 0) compiler.evictCache(0)
  }
})
answer({ kind: 'ready' })

function render(job: RenderJob): RenderAnswer {
  const result = compiler.compile({
    mainFilePath: join(templatesDir, job.template),
    inputs: { document: job.document },
  })
  const document = result.result
  if (!document) {
    const failure = result.takeDiagnostics()
    return { kind: 'refused', message: failure ? JSON.stringify(failure.shortDiagnostics) : 'no document came out' }
  }
  const pdf = compiler.pdf(document, { pdfStandard: 'a-2a', creationTimestamp: job.createdAtSeconds })
  return { kind: 'rendered', pdf: new Uint8Array(pdf), pages: document.numOfPages }
}
