import { parentPort } from 'node:worker_threads'
import { openPages } from './draw-page.ts'
import type { PictureAnswer, PictureJob } from './picture-messages.ts'
import { markAsSample } from './sample-mark.ts'

/** Entry point of a thread that draws pages of our own files, one at a time, with what draws them at the kiosk. */
if (!parentPort) throw new Error('the picture worker runs in a worker thread')
const port = parentPort
const answer = (message: PictureAnswer) => port.postMessage(message)

port.on('message', async (job: PictureJob) => {
  try {
    answer({ kind: 'drawn', png: await draw(job) })
  } catch {
    answer({ kind: 'drawn', png: null })
  }
})
answer({ kind: 'ready' })

async function draw({ pdf, page, widthPx, isSample }: PictureJob): Promise<Uint8Array<ArrayBuffer>> {
  const pages = await openPages(pdf)
  try {
    const drawn = await pages.draw(page, widthPx)
    if (isSample) markAsSample(drawn)
    return drawn.png()
  } finally {
    await pages.close()
  }
}
