import { FIRST_TRAY, type TrayName } from './trays.ts'
import { PRINTER_TROUBLE_NAMES, PRINTER_TROUBLES, type PrinterTroubleName, stopsPaper } from './troubles.ts'

/** What a jam does to its job: it waits and goes on, it ends at once, or it ends when someone takes the paper out. */
export type JamKind = 'hold' | 'abort' | 'abort-on-clear'

/** Tray, rollers and covers: what lets a sheet through, and what the printer says when nothing moves. */
export interface PaperPath {
  traySheets(): number
  loadTray(sheets: number): void
  secondTraySheets(): number
  loadSecondTray(sheets: number): void
  setTrouble(name: PrinterTroubleName, on: boolean): void
  /** Those that last now, the gravest first. */
  troubles(): PrinterTroubleName[]
  jamAtSheet(sheet: number | 'next', kind: JamKind): void
  jammed(): JamKind | null
  clearJam(): void
  /** Takes a sheet, the `sheet`th of its job, out of the tray. Returns how it jammed, null when it came through. */
  pull(sheet: number): JamKind | null
  /** Why no sheet moves (RFC 8011 section 5.4.12). */
  blockers(): string[]
  /** What is said though sheets move. */
  warnings(): string[]
}

const SECOND_TRAY_SHEETS = 100

/** `lowAtSheets`: at this many sheets and below the tray counts as low. `wanted`: from which the sheet under way comes. */
export function createPaperPath(
  startSheets: number,
  lowAtSheets: number,
  wanted: () => TrayName = () => FIRST_TRAY,
): PaperPath {
  const sheets: Record<TrayName, number> = { 'tray-1': startSheets, 'tray-2': SECOND_TRAY_SHEETS }
  const troubled = new Set<PrinterTroubleName>()
  let jamPlan: { readonly sheet: number | 'next'; readonly kind: JamKind } | null = null
  let jammed: JamKind | null = null
  const troubles = () => PRINTER_TROUBLE_NAMES.filter(name => troubled.has(name))
  const reasons = (stopping: boolean) =>
    troubles()
      .filter(name => stopsPaper(name) === stopping)
      .map(name => PRINTER_TROUBLES[name].reason)
  return {
    traySheets: () => sheets['tray-1'],
    loadTray: loaded => {
      sheets['tray-1'] = loaded
    },
    secondTraySheets: () => sheets['tray-2'],
    loadSecondTray: loaded => {
      sheets['tray-2'] = loaded
    },
    setTrouble: (name, on) => void (on ? troubled.add(name) : troubled.delete(name)),
    troubles,
    jamAtSheet: (sheet, kind) => {
      jamPlan = { sheet, kind }
    },
    jammed: () => jammed,
    clearJam: () => {
      jammed = null
      jamPlan = null
    },
    pull: sheet => {
      sheets[wanted()]--
      if (!jamPlan || (jamPlan.sheet !== 'next' && jamPlan.sheet !== sheet)) return null
      jammed = jamPlan.kind
      jamPlan = null
      return jammed
    },
    blockers: () => [
      ...(jammed ? ['media-jam-error'] : []),
      ...reasons(true),
      ...(sheets[wanted()] === 0 ? ['media-empty-error', 'media-needed-error'] : []),
    ],
    warnings: () => [
      ...(sheets['tray-1'] > 0 && sheets['tray-1'] <= lowAtSheets ? ['media-low-warning'] : []),
      ...reasons(false),
    ],
  }
}
