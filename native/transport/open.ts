import { z } from 'zod'
import { openSerial } from './serial.ts'
import { openTcp } from './tcp.ts'
import type { OpenTransport } from './transport.ts'

/** Where a reader hangs: at a serial port, or behind a serial device server. */
export const readerTransportSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('serial'),
    path: z.string().min(1).max(260),
    baudRate: z.int().min(300).max(921_600),
  }),
  z.strictObject({
    kind: z.literal('tcp'),
    host: z.string().min(1).max(253),
    port: z.int().min(1).max(65_535),
  }),
])

export type ReaderTransportConfig = z.infer<typeof readerTransportSchema>

/** How a configured reader's connection is opened. Nothing is opened yet. */
export function openReaderTransport(config: ReaderTransportConfig): OpenTransport {
  switch (config.kind) {
    case 'serial':
      return openSerial({ path: config.path, baudRate: config.baudRate })
    case 'tcp':
      return openTcp({ host: config.host, port: config.port })
  }
}
