import type { DockState } from '../../renderer/dev-dock/dock-contract.ts'
import { openCardReaderDesk } from './card-reader-desk.ts'
import { openCodeScannerDesk } from './code-scanner-desk.ts'
import type { DeskName, Handlers } from './desk.ts'
import type { DevicesConfig } from './devices-config.ts'
import { openIdReaderDesk } from './id-reader-desk.ts'
import { openPagePrinterDesk } from './page-printer-desk.ts'
import { createPhoneDesk } from './phone-desk.ts'
import { openReceiptPrinterDesk } from './receipt-printer-desk.ts'

/** All simulated devices of one kiosk. */
export interface Devices {
  readonly ports: Readonly<Record<Exclude<DeskName, 'phone'>, number | null>>
  state(): DockState
  readonly handlers: Handlers
  /** A file that the page printer took. */
  file(sha256: string): Uint8Array | undefined
  /** Calls `listener` after every change. Returns a function that ends the subscription. */
  onChange(listener: () => void): () => void
  /** Looks whether anything changed that nobody tells of: at the payment gateway, and by mere time. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/** Starts what the configuration asks for. Rejects when a device can't start; those that had started are closed again. */
export async function startDevices(config: DevicesConfig, notableCards: DockState['notableCards']): Promise<Devices> {
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const opened: { close(): Promise<void> }[] = []
  const open = async <Options, Desk extends { close(): Promise<void> }>(
    options: Options | undefined,
    start: (options: Options, changed: () => void) => Promise<Desk>,
  ): Promise<Desk | null> => {
    if (options === undefined) return null
    const desk = await start(options, changed)
    opened.push(desk)
    return desk
  }
  const close = async () => {
    await Promise.all(opened.map(desk => desk.close()))
  }

  try {
    const cardReader = await open(config.cardReader, openCardReaderDesk)
    const idReader = await open(config.idReader, openIdReaderDesk)
    const codeScanner = await open(config.codeScanner, openCodeScannerDesk)
    const receiptPrinter = await open(config.receiptPrinter, openReceiptPrinterDesk)
    const pagePrinter = await open(config.pagePrinter, openPagePrinterDesk)
    const phone = config.gatewayUrl === undefined ? null : createPhoneDesk(config.gatewayUrl)
    return {
      ports: {
        cardReader: cardReader?.port ?? null,
        idReader: idReader?.port ?? null,
        codeScanner: codeScanner?.port ?? null,
        receiptPrinter: receiptPrinter?.port ?? null,
        pagePrinter: pagePrinter?.port ?? null,
      },
      state: () => ({
        links: config.links,
        notableCards,
        cardReader: cardReader?.state() ?? null,
        idReader: idReader?.state() ?? null,
        codeScanner: codeScanner?.state() ?? null,
        receiptPrinter: receiptPrinter?.state() ?? null,
        pagePrinter: pagePrinter?.state() ?? null,
        phone: phone?.state() ?? null,
      }),
      handlers: {
        ...cardReader?.handlers,
        ...idReader?.handlers,
        ...codeScanner?.handlers,
        ...receiptPrinter?.handlers,
        ...pagePrinter?.handlers,
        ...phone?.handlers,
      },
      file: sha256 => pagePrinter?.file(sha256),
      onChange: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      refresh: async () => {
        const byTime = pagePrinter?.refresh() ?? false
        if ((await phone?.refresh()) || byTime) changed()
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
