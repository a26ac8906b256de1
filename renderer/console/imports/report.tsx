import { Button } from 'antd'
import {
  PEOPLE_LISTS_ROUTES,
  type PeopleList,
  type ReportRow,
  ROW_OUTCOMES,
  type RowOutcome,
} from '../../../src/contract/people-lists-api.ts'
import { REPORT_FIELD_WORDS, ROW_FAULT_WORDS, ROW_OUTCOME_WORDS, STATE_WORDS } from '../../../src/words/list-words.ts'
import { List } from '../list/list.tsx'
import { Both, StateTag } from '../parts/values.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useServer } from '../shell/console-context.ts'
import { useLanguage, useText } from '../shell/language.tsx'
import { OUTCOME_TONES } from './tones.ts'
import { useImportWords } from './words.ts'

const outcomeOf = (said: string | undefined): RowOutcome | undefined => ROW_OUTCOMES.find(one => one === said)

/** What each row would do, or did, to be filtered and saved. */
export function Report({ list: { listId, state, checkedAt, rows } }: { readonly list: PeopleList }) {
  const t = useImportWords()
  const text = useText()
  const language = useLanguage()
  const { beside } = useConsole()
  const server = useServer(PEOPLE_LISTS_ROUTES)
  const file = (format: string, outcome = '') =>
    beside(`staff/lists/report/${listId}/${language === 'en' ? 'en' : 'zh'}/${format}${outcome}`)
  return (
    <>
      <h2 className="part-title">{t('report.title')}</h2>
      <List<ReportRow>
        label={t('report.title')}
        version={`${listId} ${checkedAt ?? ''}`}
        ask={async ({ after, limit, filters }) => {
          const outcome = outcomeOf(filters.outcome)
          const wish = { listId, limit, ...(after !== undefined && { after }), ...(outcome && { outcome }) }
          return inWords(await server.peopleListRows(wish), { 'not-there': t('gone') })
        }}
        rowKey={({ line }) => String(line)}
        empty={t(state === 'taken' || state === 'undone' ? 'report.expired' : 'report.none')}
        filters={[
          {
            ...{ kind: 'choice', key: 'outcome', label: t('report.outcome') },
            options: ROW_OUTCOMES.map(value => ({ value, label: `${text(ROW_OUTCOME_WORDS[value])} ${rows[value]}` })),
          },
        ]}
        acts={
          <>
            {rows.error > 0 && <Button href={file('csv', '?outcome=error')}>{t('report.errorsCsv')}</Button>}
            <Button href={file('csv')}>{t('report.csv')}</Button>
            <Button href={file('xlsx')}>{t('report.xlsx')}</Button>
          </>
        }
        columns={[
          {
            key: 'line',
            title: t('report.line'),
            widthPx: 70,
            show: ({ line }) => <span className="number">{line}</span>,
          },
          {
            ...{ key: 'outcome', title: t('report.outcome'), widthPx: 90 },
            show: ({ outcome }) => (
              <StateTag tone={OUTCOME_TONES[outcome]}>
                <Both text={ROW_OUTCOME_WORDS[outcome]} />
              </StateTag>
            ),
          },
          { key: 'who', title: t('report.who'), widthPx: 200, show: row => <Who row={row} /> },
          { key: 'what', title: t('report.what'), widthPx: 520, show: row => <What row={row} /> },
        ]}
      />
    </>
  )
}

function Who({ row: { who, cardMasked } }: { readonly row: ReportRow }) {
  const t = useImportWords()
  if (who === null && cardMasked === null) return <span className="soft">{t('report.nothing')}</span>
  return (
    <>
      {cardMasked} {who && <Both text={who.nameMasked} />} {who?.numberMasked}
    </>
  )
}

function What({ row: { outcome, fault, fields } }: { readonly row: ReportRow }) {
  const t = useImportWords()
  const text = useText()
  if (fault !== null) return <Both text={ROW_FAULT_WORDS[fault]} />
  if (fields.length === 0) return <span className="soft">{t('report.nothing')}</span>
  const said = (value: string | null) => (value === null ? '—' : text(STATE_WORDS[value] ?? { zh: value, en: value }))
  return (
    <ul className="list-changes">
      {fields.map(({ name, before, after }) => (
        <li key={name}>
          {text(REPORT_FIELD_WORDS[name])}: {outcome === 'changed' && <del>{said(before)}</del>}
          {outcome === 'changed' && ' → '}
          {said(after)}
        </li>
      ))}
    </ul>
  )
}
