import type { DockAction, DockAnswer, DockParsedInput, DockState } from '../../renderer/dev-dock/dock-contract.ts'

/** The parts of the dock that a device stands behind. */
export type DeskName = 'cardReader' | 'idReader' | 'codeScanner' | 'receiptPrinter' | 'pagePrinter' | 'phone'

/** What each action of the dock does. */
export type Handlers = {
  readonly [A in DockAction]?: (input: DockParsedInput<A>) => Promise<DockAnswer> | DockAnswer
}

/** One device as the dock sees it: what it shows and what can be done to it. */
export interface Desk<Name extends DeskName> {
  readonly port: number
  state(): NonNullable<DockState[Name]>
  readonly handlers: Handlers
  close(): Promise<void>
}

export const DONE: DockAnswer = { done: true }

/** Runs a verb that cannot be refused. */
export function verb(run: () => unknown): () => Promise<DockAnswer> {
  return async () => {
    await run()
    return DONE
  }
}

export function notDone(why: string): DockAnswer {
  return { done: false, why }
}
