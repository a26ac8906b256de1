import { useState } from 'react'
import { FLEET_ROUTES, type FleetTerminal } from '../../../src/contract/fleet-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { useMay, useServer } from '../shell/console-context.ts'
import { MoveDifference } from '../sites/move-difference.tsx'
import { useMove } from '../sites/use-move.ts'
import { isWholePlace, PlaceFields, type PlaceValue } from './place-fields.tsx'
import { TakeOutButton } from './take-out-button.tsx'
import { useFleetWords } from './words.ts'

interface ActsProps {
  readonly terminal: FleetTerminal
  readonly onDone: () => void
}

/** What may be done about a terminal by whoever looks at it. */
export function TerminalActs({ terminal, onDone }: ActsProps) {
  const t = useFleetWords()
  const may = useMay()
  const server = useServer(FLEET_ROUTES)
  const { terminalId, letIn, takenOut, openJobs } = terminal
  if (letIn === 'retired') return null
  const of = { terminalId }
  return (
    <>
      {may('fleet.operate') &&
        (takenOut ? (
          <ActButton
            isPrimary
            label={t('back.label')}
            will={t('back.will')}
            act={() => server.bringFleetTerminalBack(of)}
            did={() => t('back.did')}
            onDone={onDone}
          />
        ) : (
          <TakeOutButton terminalId={terminalId} onDone={onDone} />
        ))}
      {may('fleet.manage') && (
        <>
          <ChangeButton terminal={terminal} onDone={onDone} />
          {letIn === 'active' ? (
            <ActButton
              isDangerous
              label={t('suspend.label')}
              will={t('suspend.will')}
              act={() => server.suspendFleetTerminal(of)}
              undo={() => server.resumeFleetTerminal(of)}
              did={() => t('suspend.did')}
              onDone={onDone}
            />
          ) : (
            <ActButton
              label={t('resume.label')}
              will={t('resume.will')}
              act={() => server.resumeFleetTerminal(of)}
              did={() => t('resume.did')}
              onDone={onDone}
            />
          )}
          <ActButton
            label={t('newKey.label')}
            will={t('newKey.will')}
            act={() => server.askFleetTerminalForKey(of)}
            did={() => t('newKey.did')}
            onDone={onDone}
          />
          <ActButton
            isDangerous
            label={t('retire.label')}
            will={t('retire.will', { jobs: openJobs ?? t('noSuch') })}
            act={() => server.retireFleetTerminal(of)}
            did={() => t('retire.did')}
            onDone={onDone}
          />
        </>
      )}
    </>
  )
}

function ChangeButton({ terminal, onDone }: ActsProps) {
  const t = useFleetWords()
  const server = useServer(FLEET_ROUTES)
  const { terminalId, name, place, siteId } = terminal
  const [value, setValue] = useState<PlaceValue>({ name, place, siteId })
  // What stood there when the page was opened: who has changed it meanwhile is not overwritten.
  const [seen, setSeen] = useState<PlaceValue>(value)
  const { value: answer } = useAnswer(() => server.fleetSites({}), '')
  const move = useMove(terminalId, seen.siteId, value.siteId)
  const isMoved = value.siteId !== seen.siteId
  return (
    <ActButton
      label={t('change.label')}
      will={t('change.will')}
      fields={
        <>
          <PlaceFields value={value} sites={answer?.sites ?? []} onChange={setValue} />
          {isMoved && <MoveDifference answer={move} />}
        </>
      }
      isReady={isWholePlace(value) && (!isMoved || move.value !== null)}
      needsReason={isMoved && move.value?.needsAgreement === true}
      act={reason => server.changeFleetTerminal({ terminalId, ...value, seen, reason })}
      did={({ proposalId }) => t(proposalId === null ? 'change.did' : 'change.proposed')}
      onDone={({ proposalId }) => {
        if (proposalId === null) setSeen(value)
        onDone()
      }}
    />
  )
}
