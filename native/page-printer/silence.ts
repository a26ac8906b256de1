import { fault } from '../../src/fault.ts'
import type { CopyContext, CopyRun } from './copy-run.ts'

/**
 * While a copy is under way, says of its printer that it does not answer: when for `requestTimeoutMs` none of the questions that are asked
 * all the while had an answer in time, whatever was asked; and when one of them waits for so long while the printer does not say that
 * it prints, for then the copy waits too, whatever else is answered. It judges nothing, and takes the word back with the first answer
 * in time. A document may be taken in for long, so what is said to it is a word at whatever time. Returns what ends it.
 */
export function hearSilence({ connection, clock, sightings, timing }: CopyContext, run: CopyRun): () => void {
  const spanMs = timing.requestTimeoutMs
  const calls = new Set<() => void>()
  let late = 0
  let isSilent = false
  let isOver = false

  const settle = () => {
    if (isOver) return
    const isHeldUp = late > 0 && sightings.latest()?.state !== 'processing'
    run.hear(isSilent || isHeldUp ? fault('printer-unreachable', `no answer in ${spanMs} ms`) : null)
  }
  const silentAfter = () =>
    clock.after(spanMs, () => {
      isSilent = true
      settle()
    })
  let callOff = silentAfter()
  const forgetAnswers = connection.onAnswer((tookMs, operation) => {
    if (tookMs <= spanMs || operation === 'Print-Job') {
      callOff()
      callOff = silentAfter()
      isSilent = false
    }
    settle()
  })
  const forgetQuestions = connection.onQuestion(() => {
    let isLate = false
    const callOffLate = clock.after(spanMs, () => {
      isLate = true
      late++
      settle()
    })
    calls.add(callOffLate)
    return () => {
      callOffLate()
      calls.delete(callOffLate)
      if (!isLate) return
      late--
      settle()
    }
  })
  return () => {
    isOver = true
    forgetAnswers()
    forgetQuestions()
    callOff()
    for (const one of calls) one()
  }
}
