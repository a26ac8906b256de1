import sharp from 'sharp'
import { markPhoto } from '../showing/mark-photo.ts'
import { makePhoto } from './make-photo.ts'
import type { PhotoAnswer, PhotoJob } from './photo-messages.ts'

/** Entry point of a process of its own, which whoever starts it holds to its time and its memory: one photograph after the other. */
sharp.cache(false)
sharp.concurrency(1)
const answer = (message: PhotoAnswer) => process.send?.(message)

process.on('message', async (job: PhotoJob) => {
  if (job.is === 'mark') {
    const marked = await markPhoto(job)
    answer(marked.ok ? { is: 'marked', jpeg: marked.value } : { is: 'refused', flaw: marked.error })
    return
  }
  const made = await makePhoto(job.bytes, job)
  answer(made.ok ? { is: 'made', photo: made.value } : { is: 'refused', flaw: made.error })
})
process.on('disconnect', () => process.exit(0))
answer({ is: 'ready' })
