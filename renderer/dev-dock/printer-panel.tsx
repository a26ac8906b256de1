import { useState } from 'react'
import type { DockJob, DockPagePrinter } from './page-printer-contract.ts'
import { type Mood, Panel } from './panel.tsx'
import { PrinterFaults } from './printer-faults.tsx'
import { useSend } from './use-dock.ts'
import { type DockWord, useBilingual, useWords } from './words.ts'

type JamKind = 'hold' | 'abort' | 'abort-on-clear'

const STATES: Readonly<Record<string, readonly [DockWord, Mood]>> = {
  idle: ['idle', 'good'],
  processing: ['processing', 'busy'],
  stopped: ['stopped', 'bad'],
}

function statusOf(printer: DockPagePrinter): readonly [DockWord, Mood] {
  if (!printer.powered) return ['off', 'off']
  if (printer.cutOff) return ['cutOff', 'bad']
  if (printer.hung) return ['hung', 'bad']
  if (printer.holding) return ['jobsHeld', 'busy']
  return STATES[printer.state] ?? ['stopped', 'bad']
}

/** The page printer: trays, covers, jams and power, and the jobs it has. */
export function PrinterPanel({ printer }: { readonly printer: DockPagePrinter }) {
  const say = useWords()
  const both = useBilingual()
  const send = useSend()
  const [word, mood] = statusOf(printer)
  return (
    <Panel name="page-printer" title={say('pagePrinter')} status={say(word)} mood={mood}>
      {printer.reasons.length > 0 && printer.powered && <p className="reasons">{printer.reasons.join(' · ')}</p>}
      <p className="tray">
        {say('sheetsInTray')} <b>{printer.traySheets}</b> {say('sheetsUnit')}
      </p>
      <JamForm />
      {printer.jamPlannedAtSheet !== null && (
        <span className="status bad">{say('armed', { n: printer.jamPlannedAtSheet })}</span>
      )}
      <div className="verbs">
        {printer.jammed && (
          <button type="button" className="mend" onClick={() => send('/printer/clear-jam', {})}>
            {say('clearJam')}
          </button>
        )}
        {printer.traySheets === 0 ? (
          <button type="button" className="mend" onClick={() => send('/printer/load-tray', {})}>
            {say('loadTray')}
          </button>
        ) : (
          <button type="button" className="harm" onClick={() => send('/printer/empty-tray', {})}>
            {say('emptyTray')}
          </button>
        )}
        {printer.reasons.some(reason => reason.startsWith('media-low')) ? (
          <button type="button" className="mend" onClick={() => send('/printer/load-tray', {})}>
            {say('loadTray')}
          </button>
        ) : (
          <button type="button" className="harm" onClick={() => send('/printer/low-paper', {})}>
            {say('lowPaper')}
          </button>
        )}
        <button
          type="button"
          className={printer.powered ? 'harm' : 'mend'}
          onClick={() => send(printer.powered ? '/printer/power-off' : '/printer/power-on', {})}
        >
          {say(printer.powered ? 'powerOff' : 'powerOn')}
        </button>
        {printer.troubles.map(({ name, make, mend, on }) => (
          <button
            key={name}
            type="button"
            className={on ? 'mend' : 'harm'}
            onClick={() => send('/printer/trouble', { name, on: !on })}
          >
            {both(on ? mend : make)}
          </button>
        ))}
      </div>
      <ul className="jobs">
        {printer.jobs.slice(0, 6).map(job => (
          <Job key={`${job.jobId} ${job.jobName}`} job={job} />
        ))}
      </ul>
      <PrinterFaults printer={printer} />
    </Panel>
  )
}

function JamForm() {
  const say = useWords()
  // Where the number stands in the sentence is the language's own.
  const [before, after] = say('jamAt', { n: '\n' }).split('\n')
  const send = useSend()
  const [sheet, setSheet] = useState(2)
  const [kind, setKind] = useState<JamKind>('hold')
  return (
    <form
      className="row jam"
      onSubmit={event => {
        event.preventDefault()
        void send('/printer/jam-at-sheet', { sheet, kind })
      }}
    >
      <label>
        {before}
        <input
          type="number"
          min={1}
          max={999}
          value={sheet}
          onChange={event => setSheet(Math.max(1, event.target.valueAsNumber || 1))}
        />
        {after}
      </label>
      <select
        value={kind}
        aria-label={say('jamAt', { n: sheet })}
        onChange={event => setKind(event.target.value as JamKind)}
      >
        <option value="hold">{say('jamHold')}</option>
        <option value="abort">{say('jamAbort')}</option>
        <option value="abort-on-clear">{say('jamAbortOnClear')}</option>
      </select>
      <button type="submit">{say('arm')}</button>
    </form>
  )
}

function Job({ job }: { readonly job: DockJob }) {
  const say = useWords()
  const told = job.told ? [job.told.state, ...job.told.reasons].join(' ') : say('forgotten')
  return (
    <li className={`job ${job.state}`}>
      <code title={job.jobName}>{job.jobName}</code>
      <span className="bars" role="img" aria-label={`${job.sheetsDelivered} / ${job.sheets}`}>
        {Array.from({ length: Math.min(job.sheets, 20) }, (_, at) => at).map(at => (
          <i key={at} className={at < job.sheetsDelivered ? 'out' : ''} />
        ))}
      </span>
      <small>
        {job.sheetsDelivered}/{job.sheets} {job.state}
        {told !== [job.state, ...job.reasons].join(' ') && <b> · {say('tells', { what: told })}</b>}
      </small>
    </li>
  )
}
