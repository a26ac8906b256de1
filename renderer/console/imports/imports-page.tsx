import { PEOPLE_LISTS_ROUTES, type PeopleList } from '../../../src/contract/people-lists-api.ts'
import { LIST_KIND_WORDS } from '../../../src/words/list-words.ts'
import { List } from '../list/list.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Both, StateTag, Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { NewList } from './new-list.tsx'
import { isCounted, toneOf } from './tones.ts'
import { useImportWords } from './words.ts'

/** Where lists about people are brought, and those that were. */
export function ImportsPage() {
  const t = useImportWords()
  const may = useMay()
  const server = useServer(PEOPLE_LISTS_ROUTES)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {may('people-desk.manage') && <NewList />}
      <h2 className="part-title">{t('history')}</h2>
      <List<PeopleList>
        label={t('history')}
        ask={({ after, limit }) => server.peopleLists({ limit, ...(after !== undefined && { after }) })}
        rowKey={({ listId }) => listId}
        open={({ listId }) => `lists/${listId}`}
        empty={t('none')}
        columns={[
          { key: 'name', title: t('col.name'), widthPx: 220, show: ({ name }) => name },
          {
            key: 'kind',
            title: t('col.kind'),
            widthPx: 130,
            show: ({ kind }) => <Both text={LIST_KIND_WORDS[kind]} />,
          },
          {
            ...{ key: 'state', title: t('col.state'), widthPx: 130 },
            show: ({ state }) => <StateTag tone={toneOf(state)}>{t(`state.${state}`)}</StateTag>,
          },
          {
            key: 'rows',
            title: t('col.rows'),
            widthPx: 300,
            show: ({ rows, state }) => (isCounted(state) ? t('counts', rows) : null),
          },
          { key: 'at', title: t('col.at'), show: ({ at }) => <Time iso={at} /> },
          { key: 'by', title: t('col.by'), widthPx: 110, show: ({ by }) => by },
        ]}
      />
    </>
  )
}
