import type { Bilingual } from '../../../src/contract/texts.ts'

/** Something that can be wrong with the printer for a while, as the person at the simulated devices makes and mends it. */
export interface PrinterTrouble {
  /** What the printer says while it lasts (RFC 8011 section 5.4.12); as an error it lets no sheet move. */
  readonly reason: `${string}-${'error' | 'warning' | 'report'}`
  /** On the button that makes it. */
  readonly make: Bilingual
  /** On the button in its place that mends it. */
  readonly mend: Bilingual
}

function trouble(reason: PrinterTrouble['reason'], make: [zh: string, en: string], mend: [zh: string, en: string]) {
  const both = ([zh, en]: [string, string]): Bilingual => ({ zh, en })
  return { reason, make: both(make), mend: both(mend) } satisfies PrinterTrouble
}

/**
 * Every trouble that needs no more than a switch, the gravest first. A line here is all that a new one takes: the printer says
 * it, the console of the devices offers it, and the tests play it. Jam, tray and power have verbs of their own.
 */
export const PRINTER_TROUBLES = {
  'cover-open': trouble('cover-open-error', ['打开盖子', 'Open cover'], ['合上盖子', 'Close cover']),
  'no-toner': trouble('toner-empty-error', ['墨粉用完', 'Toner out'], ['换墨粉', 'New toner']),
  'output-full': trouble('output-area-full-error', ['出纸口满', 'Fill output'], ['清空出纸口', 'Clear output']),
  'waste-full': trouble('marker-waste-full-error', ['废粉盒满', 'Waste box full'], ['换废粉盒', 'New waste box']),
  paused: trouble('paused-error', ['在面板上暂停', 'Pause at panel'], ['取消暂停', 'Resume']),
  'toner-low': trouble('toner-low-warning', ['墨粉将尽', 'Toner low'], ['换墨粉', 'New toner']),
  'output-nearly-full': trouble(
    'output-area-almost-full-warning',
    ['出纸口将满', 'Output nearly full'],
    ['清空出纸口', 'Clear output'],
  ),
  'waste-nearly-full': trouble(
    'marker-waste-almost-full-warning',
    ['废粉盒将满', 'Waste nearly full'],
    ['换废粉盒', 'New waste box'],
  ),
} as const satisfies Record<string, PrinterTrouble>

export type PrinterTroubleName = keyof typeof PRINTER_TROUBLES
export const PRINTER_TROUBLE_NAMES = Object.keys(PRINTER_TROUBLES) as PrinterTroubleName[]

/** Whether no sheet moves while it lasts. */
export function stopsPaper(name: PrinterTroubleName): boolean {
  return PRINTER_TROUBLES[name].reason.endsWith('-error')
}
