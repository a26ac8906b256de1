import type { TrayName } from './trays.ts'

/** A sheet that lies in the output tray. */
export interface PaperSheet {
  /** As the client sent it, whatever the printer makes of names. */
  readonly jobName: string
  readonly jobId: number
  /** How often the printer had been switched on, from 1: where ids begin anew, both together name one job. */
  readonly powerCycle: number
  /** Sent by the printer's other users. */
  readonly foreign: boolean
  /** From which its paper came. */
  readonly tray: TrayName
  /** Counted from 1 within its job. */
  readonly sheet: number
  /** Pages of the document on it, counted from 1; two at most. */
  readonly pages: readonly number[]
  /** Of the received file. */
  readonly sha256: string
  /** Wall time at which it fell into the tray. */
  readonly atMs: number
}
