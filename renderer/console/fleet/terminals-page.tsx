import { FLEET_ROUTES, type FleetTerminal, SERVING_KINDS } from '../../../src/contract/fleet-api.ts'
import { List } from '../list/list.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { EnrolButton } from './enrol-button.tsx'
import { Serving } from './serving.tsx'
import { useFleetWords } from './words.ts'

type Kind = (typeof SERVING_KINDS)[number]

/** Every terminal at one's sites. */
export function TerminalsPage() {
  const t = useFleetWords()
  const text = useText()
  const may = useMay()
  const server = useServer(FLEET_ROUTES)
  const { value } = useAnswer(() => server.fleetSites({}), '')
  const sites = value?.sites ?? []
  const siteName = (id: string) => {
    const site = sites.find(({ siteId }) => siteId === id)
    return site ? text(site.name) : id
  }
  const servingText = ({ serving, letIn }: FleetTerminal) =>
    serving.kind === 'shut-out' ? t(`letIn.${letIn}`) : t(serving.kind)
  return (
    <>
      <PageHead title={t('title')} acts={may('fleet.manage') && <EnrolButton sites={sites} />} />
      <List<FleetTerminal>
        label={t('title')}
        ask={({ filters: { serving, site }, ...page }) =>
          server.fleetTerminals({
            ...page,
            ...(serving !== undefined && { serving: serving as Kind }),
            ...(site !== undefined && { siteId: site }),
          })
        }
        rowKey={({ terminalId }) => terminalId}
        open={({ terminalId }) => `terminals/${terminalId}`}
        search={t('search')}
        csvName="terminals"
        filters={[
          {
            ...{ kind: 'choice', key: 'serving', label: t('serving') },
            options: SERVING_KINDS.map(value => ({ value, label: t(value) })),
          },
          {
            ...{ kind: 'choice', key: 'site', label: t('site') },
            options: sites.map(({ siteId, name }) => ({ value: siteId, label: text(name) })),
          },
        ]}
        empty={t('nothing')}
        columns={[
          { key: 'name', title: t('name'), show: ({ name }) => text(name), text: ({ name }) => text(name) },
          { key: 'serving', title: t('serving'), widthPx: 340, show: one => <Serving {...one} />, text: servingText },
          { key: 'place', title: t('place'), show: ({ place }) => text(place), text: ({ place }) => text(place) },
          {
            ...{ key: 'site', title: t('site') },
            ...{ show: ({ siteId }) => siteName(siteId), text: ({ siteId }) => siteName(siteId) },
          },
          {
            ...{ key: 'heard', title: t('heard'), widthPx: 170 },
            ...{ show: ({ lastHeardAt }) => <Time iso={lastHeardAt} />, text: ({ lastHeardAt }) => lastHeardAt ?? '' },
          },
          {
            ...{ key: 'visits', title: t('visitsToday'), align: 'right', widthPx: 110 },
            ...{ show: ({ visitsToday }) => visitsToday, text: ({ visitsToday }) => String(visitsToday) },
          },
          {
            ...{ key: 'version', title: t('version'), widthPx: 100 },
            ...{ show: ({ version }) => version ?? t('noSuch'), text: ({ version }) => version ?? '' },
          },
        ]}
      />
    </>
  )
}
