import { Alert, Card } from 'antd'
import { PEOPLE_LISTS_ROUTES, type PeopleList } from '../../../src/contract/people-lists-api.ts'
import { LIST_KIND_WORDS } from '../../../src/words/list-words.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both, StateTag, Time, useTimes } from '../parts/values.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useMay, useServer } from '../shell/console-context.ts'
import type { Query } from '../shell/place.ts'
import { ColumnFields } from './column-fields.tsx'
import { ListActs } from './list-acts.tsx'
import { Report } from './report.tsx'
import { GOES_ON, toneOf } from './tones.ts'
import { useImportWords } from './words.ts'

const LOOK_EVERY_MS = 2_000

/** One list: how it stands, its columns where they are not known, its report row by row, and what can be done with it. */
export function OneListPage({ params: { listId = '' } }: { readonly params: Query }) {
  const t = useImportWords()
  const may = useMay()
  const server = useServer(PEOPLE_LISTS_ROUTES, 'unattended')
  const gone = { 'not-there': t('gone') }
  const answer = useAnswer(async () => inWords(await server.peopleList({ listId }), gone), listId, LOOK_EVERY_MS)
  const again = () => void answer.again()
  return (
    <Answered answer={answer}>
      {list => (
        <>
          <PageHead
            title={list.name}
            lead={<Both text={LIST_KIND_WORDS[list.kind]} />}
            acts={may('people-desk.manage') && <ListActs list={list} onDone={again} />}
          />
          <Notes list={list} />
          <Standing list={list} />
          {list.heading && may('people-desk.manage') && (
            <ColumnFields listId={listId} kind={list.kind} heading={list.heading} onDone={again} />
          )}
          {hasReport(list) && <Report list={list} />}
        </>
      )}
    </Answered>
  )
}

const hasReport = ({ rows, state }: PeopleList) =>
  state !== 'to-check' && state !== 'to-map' && rows.new + rows.changed + rows.same + rows.error > 0

function Notes({ list: { state, refusal, hasChangedSince, isAtWork, rows } }: { readonly list: PeopleList }) {
  const t = useImportWords()
  const isChecked = state === 'checked'
  return (
    <>
      {refusal && <Alert type="error" showIcon title={t(`refusal.${refusal}`)} />}
      {state === 'arriving' && <Alert type="info" showIcon title={t('arriving')} />}
      {hasChangedSince && <Alert type="warning" showIcon title={t('changedSince')} />}
      {GOES_ON.has(state) && !isAtWork && <Alert type="warning" showIcon role="status" title={t('waits')} />}
      {isChecked && rows.new + rows.changed === 0 && <Alert type="info" showIcon title={t('take.nothing')} />}
      {isChecked && rows.new + rows.changed > 0 && rows.error > 0 && (
        <Alert type="warning" showIcon title={t('take.hasErrors', { count: rows.error })} />
      )}
    </>
  )
}

function Standing({ list }: { readonly list: PeopleList }) {
  const t = useImportWords()
  const { time } = useTimes()
  const { state, rows, at, by, checkedAt, takenAt, takenBy, undoneAt, undoneBy, undoneRows, canBeUndoneUntil } = list
  // Before anything was looked at, noughts would say that it had been.
  const isCounted = rows.new + rows.changed + rows.same + rows.error > 0
  const who = (name: string | null, when: string) => (
    <>
      {name && t('standing.by', { by: name })}
      <Time iso={when} />
    </>
  )
  return (
    <Card className="people-part">
      <p role="status" className="list-state">
        <StateTag tone={toneOf(state)}>{t(`state.${state}`)}</StateTag> {isCounted && t('counts', rows)}
      </p>
      <Facts
        facts={[
          { label: t('standing.brought'), value: who(by, at) },
          checkedAt !== null && { label: t('standing.checked'), value: <Time iso={checkedAt} /> },
          takenAt !== null && { label: t('standing.taken'), value: who(takenBy, takenAt) },
          undoneAt !== null && { label: t('standing.undone'), value: who(undoneBy, undoneAt) },
        ]}
      />
      {canBeUndoneUntil && <p className="soft">{t('undo.until', { time: time(canBeUndoneUntil) })}</p>}
      {state === 'undone' && undoneRows !== null && undoneRows < rows.new + rows.changed && (
        <p>{t('undo.result', { count: undoneRows })}</p>
      )}
    </Card>
  )
}
