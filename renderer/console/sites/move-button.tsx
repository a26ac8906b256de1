import { Form, Select } from 'antd'
import { useId, useState } from 'react'
import { FLEET_ROUTES, type FleetTerminal, type SiteWords } from '../../../src/contract/fleet-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { MoveDifference } from './move-difference.tsx'
import { useMove } from './use-move.ts'
import { useSitesWords } from './words.ts'

/** Puts a terminal of another site here; what is set here otherwise is seen before. */
export function MoveButton({
  site,
  others,
  onDone,
}: {
  readonly site: SiteWords
  /** Of other sites. */
  readonly others: readonly FleetTerminal[]
  readonly onDone: () => void
}) {
  const t = useSitesWords()
  const text = useText()
  const server = useServer(FLEET_ROUTES)
  const id = useId()
  const [chosen, setChosen] = useState<FleetTerminal | null>(null)
  const move = useMove(chosen?.terminalId ?? null, chosen?.siteId ?? '', site.siteId)
  return (
    <ActButton
      label={t('move.label')}
      isDisabled={others.length === 0}
      will={t('move.will')}
      fields={
        <Form layout="vertical" component="div">
          <Form.Item label={t('move.terminal')} htmlFor={`${id}-terminal`} required>
            <Select
              id={`${id}-terminal`}
              showSearch={{ optionFilterProp: 'label' }}
              value={chosen?.terminalId ?? null}
              options={others.map(one => ({
                value: one.terminalId,
                label: `${text(one.name)} (${text(one.place) || one.siteId})`,
              }))}
              onChange={value => setChosen(others.find(({ terminalId }) => terminalId === value) ?? null)}
            />
          </Form.Item>
          {chosen && <MoveDifference answer={move} />}
        </Form>
      }
      isReady={chosen !== null && move.value !== null}
      needsReason={move.value?.needsAgreement === true}
      act={reason => {
        const { terminalId, name, place, siteId } = chosen!
        const to = { name, place, siteId: site.siteId }
        return server.changeFleetTerminal({ terminalId, ...to, seen: { name, place, siteId }, reason })
      }}
      did={({ proposalId }) =>
        proposalId === null ? (
          t('move.did')
        ) : (
          <>
            {t('move.proposed')} <PlaceLink to={`proposals/${proposalId}`}>{t('move.toProposals')}</PlaceLink>
          </>
        )
      }
      onDone={onDone}
    />
  )
}
