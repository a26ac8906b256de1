import { createCardReader } from '../../native/card-reader/driver.ts'
import { createCodeScanner } from '../../native/code-scanner/driver.ts'
import { createIdCardReader } from '../../native/id-reader/driver.ts'
import { createPagePrinter } from '../../native/page-printer/driver.ts'
import { createReceiptPrinter } from '../../native/receipt-printer/driver.ts'
import { RECEIPT_PRINTER_PROFILES } from '../../native/receipt-printer/profiles.ts'
import { openReaderTransport } from '../../native/transport/open.ts'
import type { Clock } from '../../src/clock.ts'
import type {
  CardReader,
  CodeScanner,
  Device,
  IdCardReader,
  PagePrinter,
  ReceiptPrinter,
} from '../../src/contract/devices.ts'
import { fault } from '../../src/fault.ts'
import type { Readiness } from '../../src/session/state.ts'
import type { TerminalConfig } from './config.ts'

/** The devices of one terminal; null where its configuration has none. */
export interface Devices {
  readonly cardReader: CardReader | null
  readonly idCardReader: IdCardReader | null
  readonly receiptPrinter: ReceiptPrinter | null
  readonly codeScanner: CodeScanner | null
  readonly pagePrinter: PagePrinter
}

/** The drivers that a configuration names. Nothing is opened yet. */
export function createDevices(config: TerminalConfig, clock: Clock): Devices {
  const { campusCardReader, idCardReader, receiptPrinter, codeScanner, pagePrinter } = config
  return {
    cardReader:
      campusCardReader &&
      createCardReader({ open: openReaderTransport(campusCardReader.line), profile: campusCardReader.profile, clock }),
    idCardReader: idCardReader && createIdCardReader({ open: openReaderTransport(idCardReader.line), clock }),
    receiptPrinter:
      receiptPrinter &&
      createReceiptPrinter({
        open: openReaderTransport(receiptPrinter.line),
        profile: RECEIPT_PRINTER_PROFILES[receiptPrinter.profile],
        clock,
      }),
    codeScanner:
      codeScanner &&
      createCodeScanner({ open: openReaderTransport(codeScanner.line), profile: codeScanner.profile, clock }),
    pagePrinter: createPagePrinter({ ...pagePrinter, clock }),
  }
}

export function allOf(devices: Devices): Device[] {
  const { cardReader, idCardReader, receiptPrinter, codeScanner, pagePrinter } = devices
  return [cardReader, idCardReader, receiptPrinter, codeScanner, pagePrinter].filter(device => device !== null)
}

/** What the devices can do now, in the words of a visit. */
export function deviceReadiness(devices: Devices): Omit<Readiness, 'server' | 'storage'> {
  const absent = fault('reader-lost', 'not configured')
  return {
    printer: devices.pagePrinter.fault(),
    sheetsLeft: devices.pagePrinter.sheetsLeft(),
    warnings: [
      ...(devices.receiptPrinter?.fault() ? [fault('receipt-printer-away')] : []),
      ...devices.pagePrinter.warnings(),
    ],
    campusCardReader: devices.cardReader ? devices.cardReader.fault() : absent,
    idCardReader: devices.idCardReader ? devices.idCardReader.fault() : absent,
    receiptPrinter: devices.receiptPrinter
      ? devices.receiptPrinter.fault()
      : fault('receipt-printer-failed', 'not configured'),
    codeScanner: devices.codeScanner ? devices.codeScanner.fault() : fault('scanner-lost', 'not configured'),
  }
}
