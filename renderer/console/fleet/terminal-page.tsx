import { Alert } from 'antd'
import { FLEET_ROUTES, type FleetTerminalPage } from '../../../src/contract/fleet-api.ts'
import type { TerminalId } from '../../../src/contract/ids.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both, useTimes } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { TerminalActs } from './terminal-acts.tsx'
import { AboutCard, DevicesCard, SuppliesCard } from './terminal-cards.tsx'
import { HistoryCards } from './terminal-history.tsx'
import { useFleetWords } from './words.ts'

const AGAIN_MS = 15_000

/** One terminal: whether it can serve, its devices and supplies, what has happened, and what can be done. */
export function TerminalPage({ params }: PageProps) {
  const t = useFleetWords()
  const server = useServer(FLEET_ROUTES)
  const terminalId = (params.terminalId ?? '') as TerminalId
  const answer = useAnswer(() => server.fleetTerminal({ terminalId }), terminalId, AGAIN_MS)
  const { value, again } = answer
  return (
    <>
      <PageHead
        title={value ? <Both text={value.name} /> : t('title')}
        lead={value && <Both text={value.place} />}
        acts={value && <TerminalActs terminal={value} onDone={() => void again()} />}
      />
      <Answered answer={answer}>{terminal => <Parts terminal={terminal} />}</Answered>
    </>
  )
}

function Parts({ terminal }: { readonly terminal: FleetTerminalPage }) {
  return (
    <>
      <TakenOutNote takenOut={terminal.takenOut} />
      <div className="cards">
        <AboutCard terminal={terminal} />
        <DevicesCard terminal={terminal} />
        <SuppliesCard supplies={terminal.supplies} />
        <HistoryCards terminal={terminal} />
      </div>
    </>
  )
}

function TakenOutNote({ takenOut }: Pick<FleetTerminalPage, 'takenOut'>) {
  const t = useFleetWords()
  const { time } = useTimes()
  if (!takenOut) return null
  const { since, reason, until } = takenOut
  return (
    <Alert
      className="taken-out"
      type="info"
      showIcon
      title={t('back.outSince', { when: time(since) })}
      description={
        <>
          {t('back.reason', { zh: reason.zh, en: reason.en })}
          {until !== null && <div>{t('back.until', { when: time(until) })}</div>}
        </>
      }
    />
  )
}
