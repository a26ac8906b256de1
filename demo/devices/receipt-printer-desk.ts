import { startReceiptPrinterSim } from '../../native/sim/receipt-printer/sim.ts'
import { onOwnPort } from '../own-port.ts'
import { type Desk, verb } from './desk.ts'
import type { DevicesConfig } from './devices-config.ts'

/** Slips that the dock shows; older ones stay on the roll. */
const RECEIPTS_SHOWN = 20

/** Plays the receipt printer. `changed` is called after every change. */
export async function openReceiptPrinterDesk(
  { port, columns }: NonNullable<DevicesConfig['receiptPrinter']>,
  changed: () => void,
): Promise<Desk<'receiptPrinter'>> {
  const printer = await onOwnPort('the receipt printer', port, own => startReceiptPrinterSim({ port: own, columns }))
  printer.onChange(changed)
  return {
    port: printer.port,
    state: () => ({
      ...printer.state(),
      port: printer.port,
      columns,
      receipts: printer
        .receipts()
        .slice(-RECEIPTS_SHOWN)
        .reverse()
        .map(({ id, lines }) => ({ id, lines: [...lines] })),
    }),
    handlers: {
      '/receipt/paper-out': verb(printer.paperOut),
      '/receipt/paper-near-end': verb(printer.paperNearEnd),
      '/receipt/load-paper': verb(printer.loadPaper),
      '/receipt/open-cover': verb(printer.openCover),
      '/receipt/close-cover': verb(printer.closeCover),
      '/receipt/offline': verb(printer.offline),
      '/receipt/online': verb(printer.online),
      '/receipt/silence': verb(printer.silent),
      '/receipt/speak': verb(printer.speak),
      '/receipt/power-off': verb(printer.powerOff),
      '/receipt/power-on': verb(printer.powerOn),
      '/receipt/take': verb(printer.takeReceipts),
    },
    close: () => printer.close(),
  }
}
