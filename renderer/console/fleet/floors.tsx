import { Card, Empty } from 'antd'
import { FLEET_ROUTES, type FleetTerminal } from '../../../src/contract/fleet-api.ts'
import { Answered } from '../parts/answered.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { Serving } from './serving.tsx'
import { useFleetWords } from './words.ts'

const AGAIN_MS = 15_000

/** Every site with its terminals, and the truth about each. What is wrong stands first. */
export function Floors() {
  const t = useFleetWords()
  const server = useServer(FLEET_ROUTES)
  const overview = useAnswer(() => server.fleetOverview({}), '', AGAIN_MS)
  return (
    <Answered answer={overview}>
      {({ sites }) => {
        const shown = sites.filter(({ terminals }) => terminals.length > 0)
        if (shown.length === 0)
          return (
            <Card title={<h2 className="card-title">{t('sites')}</h2>}>
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothing')} />
            </Card>
          )
        return shown.map(({ siteId, name, terminals }) => (
          <Card
            key={siteId}
            title={
              <h2 className="card-title">
                <Both text={name} />
              </h2>
            }
            extra={t('siteLine', {
              can: terminals.filter(({ serving }) => serving.kind === 'can').length,
              all: terminals.length,
            })}
          >
            <ul className="floor of-terminals">
              {terminals.toSorted(worstFirst).map(one => (
                <Row key={one.terminalId} terminal={one} />
              ))}
            </ul>
          </Card>
        ))
      }}
    </Answered>
  )
}

const ORDER = ['cannot', 'silent', 'never-heard', 'taken-out', 'shut-out', 'can', 'closed']
const worstFirst = (one: FleetTerminal, other: FleetTerminal) =>
  ORDER.indexOf(one.serving.kind) - ORDER.indexOf(other.serving.kind)

function Row({ terminal }: { readonly terminal: FleetTerminal }) {
  const t = useFleetWords()
  const { terminalId, name, place, visitsToday, isInVisit } = terminal
  return (
    <li>
      <div>
        <PlaceLink to={`terminals/${terminalId}`}>
          <Both text={name} />
        </PlaceLink>{' '}
        <span className="soft">
          <Both text={place} />
        </span>
      </div>
      <Serving {...terminal} />
      <span className="soft number">
        {t('visitsToday')}: {visitsToday}
        {isInVisit && ` · ${t('inVisit')}`}
      </span>
    </li>
  )
}
