import { useState } from 'react'
import type { DockInput } from './dock-contract.ts'
import { useSend } from './use-dock.ts'
import { type DockWord, useWords } from './words.ts'

type Cut = DockInput<'/printer/power-off'>

/** What becomes of the queue. */
const QUEUES = {
  jobsLost: {},
  jobsLostIdsKept: { keepIds: true },
  jobGoesOn: { keepJobs: true, interruptedJob: 'goes-on' },
  jobStartsOver: { keepJobs: true, interruptedJob: 'starts-over' },
  jobIsAborted: { keepJobs: true, interruptedJob: 'aborted' },
} as const satisfies Partial<Record<DockWord, Cut>>

type Queue = keyof typeof QUEUES

/** A power cut, with what it does to the printer's memory and to the sheet under way. */
export function PowerForm({ powered }: { readonly powered: boolean }) {
  const say = useWords()
  const send = useSend()
  const [queue, setQueue] = useState<Queue>('jobsLost')
  const [spoilSheet, setSpoilSheet] = useState(false)
  const [resetLifeCounters, setReset] = useState(false)
  return (
    <form
      className="row wrap"
      onSubmit={event => {
        event.preventDefault()
        void (powered
          ? send('/printer/power-off', { ...QUEUES[queue], spoilSheet, resetLifeCounters })
          : send('/printer/power-on', {}))
      }}
    >
      <select value={queue} aria-label={say('powerCut')} onChange={event => setQueue(event.target.value as Queue)}>
        {(Object.keys(QUEUES) as Queue[]).map(one => (
          <option key={one} value={one}>
            {say(one)}
          </option>
        ))}
      </select>
      <label className="check">
        <input type="checkbox" checked={spoilSheet} onChange={event => setSpoilSheet(event.target.checked)} />
        <span>{say('spoilSheet')}</span>
      </label>
      <label className="check">
        <input type="checkbox" checked={resetLifeCounters} onChange={event => setReset(event.target.checked)} />
        <span>{say('resetLife')}</span>
      </label>
      <button type="submit" className={powered ? 'harm' : 'mend'}>
        {say(powered ? 'powerOff' : 'powerOn')}
      </button>
    </form>
  )
}
