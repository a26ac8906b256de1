import { Card } from 'antd'
import type { FleetTerminalPage } from '../../../src/contract/fleet-api.ts'
import type { Level, Supplies } from '../../../src/contract/heartbeat-api.ts'
import { Facts } from '../parts/facts.tsx'
import { StateTag, Time, type Tone, useTimes } from '../parts/values.tsx'
import { BeatFaultWords, Serving, usePartName } from './serving.tsx'
import { useFleetWords } from './words.ts'

const TONES = { works: 'ok', warns: 'wait', fails: 'stop', gone: 'plain' } as const satisfies Readonly<
  Record<string, Tone>
>
const CLOCK_RIGHT_MS = 2_000

/** Whether it can serve, and what else it has told. */
export function AboutCard({ terminal }: { readonly terminal: FleetTerminalPage }) {
  const t = useFleetWords()
  const { time } = useTimes()
  const { clockOffsetMs: offsetMs, diskFreeMib, diskAllMib, openJobs, oldestJobAt, blockedBy } = terminal
  const seconds = offsetMs === null ? 0 : Math.round(Math.abs(offsetMs) / 1000)
  const clock =
    offsetMs === null || Math.abs(offsetMs) < CLOCK_RIGHT_MS
      ? 'clockRight'
      : offsetMs > 0
        ? 'clockAhead'
        : 'clockBehind'
  return (
    <Card title={<h2 className="card-title">{t('about')}</h2>}>
      <Facts
        facts={[
          { label: t('serving'), value: <Serving {...terminal} /> },
          blockedBy[0] !== undefined &&
            terminal.serving.kind === 'cannot' && {
              label: t('cannot'),
              value: <BeatFaultWords code={blockedBy[0].code} detail={blockedBy[0].detail} />,
            },
          { label: t('heard'), value: <Time iso={terminal.lastHeardAt} /> },
          terminal.isInVisit && { label: t('visitsToday'), value: t('inVisit') },
          { label: t('visitsToday'), value: terminal.visitsToday },
          openJobs !== null && {
            label: t('openJobs'),
            value: `${openJobs}${oldestJobAt === null ? '' : ` · ${t('oldestJob', { when: time(oldestJobAt) })}`}`,
          },
          { label: t('version'), value: terminal.version ?? t('noSuch') },
          { label: t('started'), value: <Time iso={terminal.startedAt} /> },
          offsetMs !== null && { label: t('clock'), value: t(clock, { seconds }) },
          diskFreeMib !== null &&
            diskAllMib !== null && { label: t('disk'), value: t('diskOf', { free: diskFreeMib, all: diskAllMib }) },
          terminal.settingsVersion !== null && { label: t('settings'), value: terminal.settingsVersion },
          { label: t('enrolled'), value: <Time iso={terminal.enrolledAt} /> },
          terminal.isKeyDue && { label: t('newKey.label'), value: t('keyDue') },
          { label: t('terminalId'), value: <code>{terminal.terminalId}</code> },
        ]}
      />
    </Card>
  )
}

/** Each device as it was last told of, and since when. */
export function DevicesCard({ terminal: { devices } }: { readonly terminal: FleetTerminalPage }) {
  const t = useFleetWords()
  const nameOf = usePartName()
  return (
    <Card title={<h2 className="card-title">{t('devices')}</h2>}>
      {devices.length === 0 && <p className="soft">{t('noDevices')}</p>}
      <ul className="floor">
        {devices.map(({ kind, state, faults, since }) => (
          <li key={kind}>
            <div>
              <b>{nameOf(kind)}</b> <StateTag tone={TONES[state]}>{t(`device.${state}`)}</StateTag> <Time iso={since} />
            </div>
            {faults.map(({ code, detail }) => (
              <div key={code} className="soft">
                <BeatFaultWords code={code} detail={detail} />
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Toner and trays in the printer's own words: what it does not tell is not guessed. */
export function SuppliesCard({ supplies }: { readonly supplies: Supplies | null }) {
  const t = useFleetWords()
  const levelOf = (level: Level, unit: 'percent' | 'sheets', max: number | null) => {
    if (level.kind !== 'known') return t(`level.${level.kind}`)
    const { value } = level
    return unit === 'sheets' && max !== null ? t('level.sheetsOf', { value, max }) : t(`level.${unit}`, { value })
  }
  const rows = supplies
    ? [
        ...supplies.trays.map(({ name, level, maxSheets }) => ({ name, said: levelOf(level, 'sheets', maxSheets) })),
        ...supplies.markers.map(({ name, kind, level }) => ({
          name: name || kind,
          said: levelOf(level, 'percent', null),
        })),
      ]
    : []
  return (
    <Card title={<h2 className="card-title">{t('supplies')}</h2>}>
      <p className="soft">{t(rows.length === 0 ? 'noSupplies' : 'suppliesLead')}</p>
      <Facts facts={rows.map(({ name, said }) => ({ label: name, value: said }))} />
    </Card>
  )
}
