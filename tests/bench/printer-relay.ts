import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** RFC 8011 section 5.4.15: the operation that brings a file. Its id is the third and fourth byte of a request. */
const PRINT_JOB = 0x0002

export interface PrinterRelay {
  readonly uri: string
  /** When the first byte of each file-bringing request arrived, ms since 1970, oldest first. */
  readonly arrivalsMs: readonly number[]
  close(): Promise<void>
}

/** Stands before a printer on loopback, passes everything on and writes down when print jobs arrive. */
export async function startPrinterRelay(printerPort: number): Promise<PrinterRelay> {
  const arrivalsMs: number[] = []
  const server = createServer((incoming, answer) => {
    const arrivedMs = Date.now()
    incoming.once('readable', () => {
      const head: Buffer | null = incoming.read()
      if (!head) return
      if (head.length >= 4 && head.readUInt16BE(2) === PRINT_JOB) arrivalsMs.push(arrivedMs)
      incoming.unshift(head)
      incoming.pipe(onward)
    })
    const onward = request(
      { host: '127.0.0.1', port: printerPort, path: incoming.url, method: incoming.method, headers: incoming.headers },
      reply => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
      },
    )
    onward.once('error', () => answer.destroy())
    answer.once('close', () => onward.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    uri: `ipp://127.0.0.1:${port}/ipp/print`,
    arrivalsMs,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
