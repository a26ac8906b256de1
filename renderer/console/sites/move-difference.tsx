import { Alert, Spin } from 'antd'
import type { z } from 'zod'
import type { FLEET_ROUTES } from '../../../src/contract/fleet-api.ts'
import type { Answer } from '../parts/use-answer.ts'
import { DifferenceTable } from '../settings/difference-table.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useSitesWords } from './words.ts'

export type Move = z.output<(typeof FLEET_ROUTES)['fleetMove']['output']>

/** What is set otherwise at the site to which a terminal is to go, and whether that takes a second person. */
export function MoveDifference({ answer: { value, refusal, again } }: { readonly answer: Answer<Move | null> }) {
  const t = useSitesWords()
  if (refusal) return <Trouble refusal={refusal} onAgain={() => void again()} />
  if (value === null) return <Spin />
  return (
    <div className="move-difference">
      {value.changes.length === 0 ? (
        <p>{t('move.noChanges')}</p>
      ) : (
        <DifferenceTable changes={value.changes} before={t('move.before')} after={t('move.after')} />
      )}
      {value.needsAgreement && <Alert type="warning" showIcon title={t('move.money')} />}
    </div>
  )
}
