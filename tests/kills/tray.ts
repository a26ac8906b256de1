import type { Dock } from '../../cli/dock.ts'
import type { DockState } from '../../renderer/dev-dock/dock-contract.ts'
import type { DockSheet } from '../../renderer/dev-dock/page-printer-contract.ts'

type PagePrinter = NonNullable<DockState['pagePrinter']>

/** The output tray of the printer, seen by whoever stands beside it. */
export interface Tray {
  /** Every sheet since the last call of `begin`, oldest first. */
  sheets(): Promise<readonly DockSheet[]>
  printer(): Promise<PagePrinter>
  begin(): Promise<void>
  close(): void
}

/** Watches the tray, and tells of each sheet as it comes out. */
export async function watchTray(dock: Dock, address: string, tell: (sheet: DockSheet) => void): Promise<Tray> {
  let sheets: DockSheet[] = []
  let seenEver = 0
  const take = ({ pagePrinter }: DockState) => {
    if (!pagePrinter) return
    // A state that was sent may arrive behind one that was asked for later.
    const fresh = Math.min(Math.max(0, pagePrinter.sheetsEver - seenEver), pagePrinter.sheets.length)
    seenEver = Math.max(seenEver, pagePrinter.sheetsEver)
    for (const sheet of pagePrinter.sheets.slice(0, fresh).reverse()) {
      sheets.push(sheet)
      tell(sheet)
    }
  }
  const ended = new AbortController()
  const events = await fetch(`${address}/events`, { signal: ended.signal })
  const reading = readEvents(events, text => take(JSON.parse(text) as DockState))
  reading.catch(error => {
    if (!ended.signal.aborted) throw error
  })
  const printer = async () => {
    const state = await dock.state()
    take(state)
    return state.pagePrinter!
  }
  return {
    printer,
    sheets: async () => {
      await printer()
      return sheets
    },
    begin: async () => {
      await printer()
      sheets = []
    },
    close: () => ended.abort(),
  }
}

/** Server-sent events of one line of data each. */
async function readEvents(response: Response, take: (data: string) => void): Promise<void> {
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const events = (text + chunk).split('\n\n')
    text = events.pop()!
    for (const event of events) take(event.replace(/^data: /, ''))
  }
}
