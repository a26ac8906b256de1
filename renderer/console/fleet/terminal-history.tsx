import { Card } from 'antd'
import type { FleetTerminalPage } from '../../../src/contract/fleet-api.ts'
import { StateTag, Time, type Tone } from '../parts/values.tsx'
import { BeatFaultWords, usePartName } from './serving.tsx'
import en from './words/en.json' with { type: 'json' }
import { useFleetWords } from './words.ts'

const SPAN_TONES = { can: 'ok', cannot: 'stop', silent: 'wait' } as const satisfies Readonly<Record<string, Tone>>
const DEVICE_TONES = { works: 'ok', warns: 'wait', fails: 'stop', gone: 'plain' } as const satisfies Readonly<
  Record<string, Tone>
>
const SHOWN = 20

type EventName = keyof typeof en.event
const isEvent = (event: string): event is EventName => Object.hasOwn(en.event, event)

/** What has changed on a terminal and what was done about it, the newest first. */
export function HistoryCards({ terminal: { spans, changes, events } }: { readonly terminal: FleetTerminalPage }) {
  const t = useFleetWords()
  const nameOf = usePartName()
  const eventName = (event: string) => (isEvent(event) ? t(`event.${event}`) : event)
  const card = (title: string, rows: readonly React.ReactNode[]) => (
    <Card title={<h2 className="card-title">{title}</h2>}>
      {rows.length === 0 && <p className="soft">{t('none')}</p>}
      {rows.length > 0 && <ul className="floor">{rows}</ul>}
    </Card>
  )
  return (
    <>
      {card(
        t('spans'),
        spans.slice(0, SHOWN).map(({ serving, missing, from, until }) => (
          <li key={`${from} ${serving}`}>
            <Time iso={from} /> – {until === null ? t('now') : <Time iso={until} />}{' '}
            <StateTag tone={SPAN_TONES[serving]}>{t(`span.${serving}`)}</StateTag> {missing && nameOf(missing.part)}
          </li>
        )),
      )}
      {card(
        t('history'),
        changes.slice(0, SHOWN).map(({ kind, state, faults, at }) => (
          <li key={`${at} ${kind} ${state}`}>
            <Time iso={at} /> {nameOf(kind)} <StateTag tone={DEVICE_TONES[state]}>{t(`device.${state}`)}</StateTag>{' '}
            {faults[0] && <BeatFaultWords code={faults[0].code} detail={faults[0].detail} />}
          </li>
        )),
      )}
      {card(
        t('events'),
        events.slice(0, SHOWN).map(({ event, at, by, said }) => (
          <li key={`${at} ${event}`}>
            <Time iso={at} /> {eventName(event)} {by !== null && t('byWhom', { who: by })} {said}
          </li>
        )),
      )}
    </>
  )
}
