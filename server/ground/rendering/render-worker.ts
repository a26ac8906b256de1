import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { RenderAnswer, RenderJob, RenderWorkerData } from './render-messages.ts'

/** Entry point of a worker thread that holds one Typst compiler and renders one job at a time. */
if (!parentPort) throw new Error('the render worker runs in a worker thread')
const port = parentPort
const { templatesDir, fontDirs } = workerData as RenderWorkerData
const compiler = NodeCompiler.create({ workspace: templatesDir, fontArgs: [{ fontPaths: [...fontDirs] }] })
/** What none of so many documents has used is forgotten. What they have in common is done once and not for each. */
const REMEMBERED_DOCUMENTS = 8
/** Folders that were given with a job. */
const known = new Set<string>()
const answer = (message: RenderAnswer) => port.postMessage(message)

port.on('message', (job: RenderJob) => {
  try {
    answer(render(job))
  } catch (error) {
    answer({ kind: 'refused', message: error instanceof Error ? error.message : String(error) })
  } finally {
    // Without this a worker keeps a fifth of a megabyte for every document it has made.
    compiler.evictCache(REMEMBERED_DOCUMENTS)
  }
})
answer({ kind: 'ready' })

function render(job: RenderJob): RenderAnswer {
  if (job.folder && !known.has(job.folder.name)) {
    for (const [path, bytes] of job.folder.files)
      compiler.mapShadow(join(templatesDir, job.folder.name, path), Buffer.from(bytes))
    known.add(job.folder.name)
  }
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
