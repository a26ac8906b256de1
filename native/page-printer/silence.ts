import { fault } from '../../src/fault.ts'
import type { CopyContext, CopyRun } from './copy-run.ts'

/**
 * While a copy is under way, says of its printer that it does not answer: when for `requestTimeoutMs` none of the questions that are asked
 * all the while had an answer in time, whatever was asked. It judges nothing, and takes the word back with the first answer in time. A
 * document may be taken in for long, so what is said to it is a word at whatever time. Returns what ends it.
 */
export function hearSilence({ connection, clock, timing }: CopyContext, run: CopyRun): () => void {
  const spanMs = timing.requestTimeoutMs
  const silent = () => run.hear(fault('printer-unreachable', `no answer in ${spanMs} ms`))
  let callOff = clock.after(spanMs, silent)
  const forget = connection.onAnswer((tookMs, operation) => {
    if (tookMs > spanMs && operation !== 'Print-Job') return
    callOff()
    callOff = clock.after(spanMs, silent)
    run.hear(null)
  })
  return () => {
    forget()
    callOff()
  }
}
