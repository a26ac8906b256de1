import { Card } from 'antd'
import { type RunningSettings, STAFF_SETTINGS_ROUTES } from '../../../src/contract/settings-api.ts'
import { List } from '../list/list.tsx'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both, StateTag, Time } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { useSettingsWords } from './words.ts'

/** Whose settings there are, and what each terminal runs beside what was published for it. */
export function SettingsPage() {
  const t = useSettingsWords()
  const text = useText()
  const server = useServer(STAFF_SETTINGS_ROUTES)
  const places = useAnswer(() => server.settingsPlaces({}), '')
  return (
    <>
      <PageHead title={t('title')} />
      <p>{t('lead')}</p>
      <Answered answer={places}>
        {({ hasGlobal, sites }) => (
          <Card size="small">
            <ul className="ways">
              {hasGlobal && (
                <li>
                  <PlaceLink to="settings/all">{t('all')}</PlaceLink>
                </li>
              )}
              {sites.map(({ siteId, name }) => (
                <li key={siteId}>
                  <PlaceLink to={`settings/sites/${siteId}`}>{`${t('column.site')}: ${text(name)}`}</PlaceLink>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Answered>
      <h2>{t('terminals')}</h2>
      <List<RunningSettings>
        label={t('terminals')}
        search={t('search')}
        filters={[
          {
            ...{ key: 'only', label: t('differing'), kind: 'choice' },
            options: (['all', 'differing'] as const).map(value => ({ value, label: t(`only.${value}`) })),
          },
        ]}
        ask={({ search, after, limit, filters }) =>
          server.settingsTerminals({
            ...{ limit, only: filters.only === 'differing' ? 'differing' : 'all' },
            ...(search !== undefined && { search }),
            ...(after !== undefined && { after }),
          })
        }
        rowKey={({ terminalId }) => terminalId}
        open={({ terminalId }) => `settings/terminals/${terminalId}`}
        columns={[
          { key: 'terminal', title: t('column.terminal'), widthPx: 200, show: ({ name }) => <Both text={name} /> },
          { key: 'site', title: t('column.site'), widthPx: 120, show: ({ siteId }) => siteId },
          { key: 'saved', title: t('column.saved'), widthPx: 110, show: ({ saved }) => <Version of={saved} /> },
          { key: 'running', title: t('column.running'), widthPx: 110, show: ({ running }) => <Version of={running} /> },
          { key: 'state', title: t('column.state'), widthPx: 320, show: row => <RunningState row={row} /> },
          { key: 'said', title: t('column.said'), widthPx: 170, show: ({ saidAt }) => <Time iso={saidAt} /> },
        ]}
      />
    </>
  )
}

const Version = ({ of }: { readonly of: { readonly version: number } | null }) => <>{of?.version ?? '–'}</>

function RunningState({ row: { saved, running, refused, isDrifted, saidAt } }: { readonly row: RunningSettings }) {
  const t = useSettingsWords()
  if (refused)
    return (
      <>
        <StateTag tone="stop">{t('state.refused', { version: refused.version })}</StateTag>
        <span className="soft">{refused.why}</span>
      </>
    )
  if (saidAt === null) return <StateTag tone="plain">{t('state.silent')}</StateTag>
  if (saved === null || saved.hash === running?.hash) return <StateTag tone="ok">{t('state.same')}</StateTag>
  return isDrifted ? (
    <StateTag tone="stop">{t('state.drifted')}</StateTag>
  ) : (
    <StateTag tone="wait">{t('state.coming')}</StateTag>
  )
}
