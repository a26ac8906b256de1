import { err } from '../../../src/result.ts'
import { type IppExchange, readAnswer, requestMessage } from '../../ipp/client.ts'
import { encodeMessage } from '../../ipp/encode.ts'
import type { PowerCut } from './power.ts'
import { createPagePrinterCore, type PagePrinterSimOptions } from './sim.ts'
import type { PagePrinterSim } from './verbs.ts'

/** A printer at the other end of a function call: every byte of the protocol, and no socket, so that a test owns the time. */
export interface InMemoryPagePrinter extends PagePrinterSim {
  readonly uri: string
  readonly exchange: IppExchange
  /** Ends every exchange. Jobs are lost, and ids begin anew, unless told. */
  powerOff(cut?: PowerCut): void
  powerOn(): void
  /** Pulls the network cable: nobody reaches it, and it goes on printing. */
  unplugNetwork(): void
  plugNetwork(): void
}

export function createInMemoryPagePrinter(options: PagePrinterSimOptions): InMemoryPagePrinter {
  const uri = 'ipp://printer.example/ipp/print'
  const core = createPagePrinterCore(() => uri, options)
  let requestId = 0
  const exchange: IppExchange = async (to, operation, attributes, { clock, timeoutMs, data }) => {
    if (!core.reachable()) return err({ kind: 'unreachable', detail: 'no power' })
    requestId++
    const ours = requestId
    const bytes = encodeMessage(requestMessage(to, operation, attributes, ours, data))
    return new Promise(resolve => {
      const callOff = clock.after(timeoutMs, () => resolve(err({ kind: 'timeout', detail: 'no answer' })))
      void core.receive(bytes).then(reply => {
        callOff()
        if (reply.kind === 'bytes') resolve(readAnswer(reply.bytes, ours))
        else resolve(err({ kind: 'lost', detail: 'hung up' }))
      })
    })
  }
  return {
    ...core,
    uri,
    exchange,
    powerOff: (cut = {}) => core.cutPower(cut),
    powerOn: core.restorePower,
    unplugNetwork: () => core.cutNetwork(true),
    plugNetwork: () => core.cutNetwork(false),
  }
}
