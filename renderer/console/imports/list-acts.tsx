import { PEOPLE_LISTS_ROUTES, type PeopleList } from '../../../src/contract/people-lists-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useServer } from '../shell/console-context.ts'
import { useImportWords } from './words.ts'

/** What can be done with a list as it stands. */
export function ListActs({ list, onDone }: { readonly list: PeopleList; readonly onDone: () => void }) {
  const t = useImportWords()
  const server = useServer(PEOPLE_LISTS_ROUTES)
  const { goTo } = useConsole()
  const { listId, state, rows, canBeUndoneUntil } = list
  const words = {
    'not-there': t('refused.notThere'),
    ...{ 'not-waiting': t('refused.notWaiting'), 'not-checked': t('refused.notWaiting') },
    ...{ 'not-taken': t('refused.notWaiting'), 'too-late': t('refused.tooLate') },
    ...{ 'has-errors': t('take.hasErrors', { count: rows.error }), 'nothing-to-do': t('take.nothing') },
  }
  const isDue = rows.new + rows.changed > 0
  const take = (which: 'all-rows' | 'good-rows') => (
    <ActButton
      label={t(which === 'all-rows' ? 'take.label' : 'take.labelGood')}
      will={t(which === 'all-rows' ? 'take.will' : 'take.willGood', rows)}
      isPrimary
      act={async () => inWords(await server.takeList({ listId, which }), words)}
      did={() => t('take.did')}
      onDone={onDone}
    />
  )
  return (
    <>
      {['to-map', 'checked', 'refused', 'arriving'].includes(state) && (
        <ActButton
          label={t('drop.label')}
          will={t('drop.will')}
          isDangerous
          act={async () => {
            const answer = inWords(await server.dropList({ listId }), words)
            if (answer.ok) goTo({ path: 'lists', query: {} })
            return answer
          }}
          did={() => t('drop.did')}
        />
      )}
      {state === 'checked' && (
        <ActButton
          label={t('check.label')}
          will={t('check.will')}
          act={async () => inWords(await server.checkListAgain({ listId }), words)}
          did={() => t('check.did')}
          onDone={onDone}
        />
      )}
      {state === 'checked' && isDue && take(rows.error === 0 ? 'all-rows' : 'good-rows')}
      {state === 'taken' && canBeUndoneUntil && (
        <ActButton
          label={t('undo.label')}
          will={t('undo.will')}
          isDangerous
          act={async () => inWords(await server.undoList({ listId }), words)}
          did={() => t('undo.did')}
          onDone={onDone}
        />
      )}
    </>
  )
}
