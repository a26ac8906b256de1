import type { DockState } from './dock-contract.ts'
import { type Mood, Panel } from './panel.tsx'
import { Slip } from './slip.tsx'
import { useSend } from './use-dock.ts'
import { type DockWord, useWords } from './words.ts'

type Printer = NonNullable<DockState['receiptPrinter']>

function statusOf(printer: Printer): readonly [DockWord, Mood] {
  if (!printer.powered) return ['off', 'off']
  if (printer.silent) return ['silent', 'bad']
  if (printer.coverOpen) return ['coverIsOpen', 'bad']
  if (printer.paperEnd) return ['paperOut', 'bad']
  if (printer.offline) return ['offline', 'bad']
  if (printer.paperNearEnd) return ['nearEnd', 'busy']
  return ['ready', 'good']
}

/** What the receipt printer can suffer. */
export function ReceiptPanel({ printer }: { readonly printer: Printer }) {
  const say = useWords()
  const send = useSend()
  const [word, mood] = statusOf(printer)
  return (
    <Panel name="receipt-printer" title={say('receiptPrinter')} status={say(word)} mood={mood}>
      <div className="verbs">
        {printer.paperEnd || printer.paperNearEnd ? (
          <button type="button" className="mend" onClick={() => send('/receipt/load-paper', {})}>
            {say('loadPaper')}
          </button>
        ) : (
          <button type="button" className="harm" onClick={() => send('/receipt/paper-near-end', {})}>
            {say('nearEnd')}
          </button>
        )}
        {!printer.paperEnd && (
          <button type="button" className="harm" onClick={() => send('/receipt/paper-out', {})}>
            {say('paperOut')}
          </button>
        )}
        <Toggle
          on={printer.coverOpen}
          harm={['openCover', '/receipt/open-cover']}
          mend={['closeCover', '/receipt/close-cover']}
        />
        <Toggle on={printer.offline} harm={['offline', '/receipt/offline']} mend={['online', '/receipt/online']} />
        <Toggle on={printer.silent} harm={['silence', '/receipt/silence']} mend={['speak', '/receipt/speak']} />
        <Toggle
          on={!printer.powered}
          harm={['powerOff', '/receipt/power-off']}
          mend={['powerOn', '/receipt/power-on']}
        />
      </div>
    </Panel>
  )
}

type PlainAction =
  `/receipt/${'open-cover' | 'close-cover' | 'offline' | 'online' | 'silence' | 'speak' | 'power-off' | 'power-on'}`

interface ToggleProps {
  readonly on: boolean
  readonly harm: readonly [DockWord, PlainAction]
  readonly mend: readonly [DockWord, PlainAction]
}

function Toggle({ on, harm, mend }: ToggleProps) {
  const say = useWords()
  const send = useSend()
  const [word, action] = on ? mend : harm
  return (
    <button type="button" className={on ? 'mend' : 'harm'} onClick={() => send(action, {})}>
      {say(word)}
    </button>
  )
}

/** The slips that were cut off, newest first. */
export function Receipts({ printer }: { readonly printer: Printer }) {
  const say = useWords()
  const send = useSend()
  return (
    <section className="output" aria-label={say('receipts')}>
      <header>
        <h2>{say('receipts')}</h2>
        {printer.receipts.length > 0 && (
          <button type="button" className="quiet" onClick={() => send('/receipt/take', {})}>
            {say('takeAway')}
          </button>
        )}
      </header>
      {printer.receipts.length === 0 && <p className="faint">{say('noReceipts')}</p>}
      <div className="slips">
        {printer.receipts.map(receipt => (
          <Slip key={receipt.id} lines={receipt.lines} columns={printer.columns} />
        ))}
      </div>
    </section>
  )
}
