import { Card, Empty } from 'antd'
import { useState } from 'react'
import { FLEET_ROUTES, type SiteWords } from '../../../src/contract/fleet-api.ts'
import { Serving } from '../fleet/serving.tsx'
import type { PageProps } from '../page-props.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { MoveButton } from './move-button.tsx'
import { isWholeSite, SiteFields, type SiteValue } from './site-fields.tsx'
import { SiteHours } from './site-hours.tsx'
import { useSitesWords } from './words.ts'

/** One site: its name, when it is open, and the terminals that stand there. */
export function SitePage({ params }: PageProps) {
  const t = useSitesWords()
  const may = useMay()
  const server = useServer(FLEET_ROUTES)
  const siteId = params.siteId ?? ''
  const overview = useAnswer(() => server.fleetOverview({}), siteId)
  const sites = useAnswer(() => server.fleetSites({}), siteId)
  const again = () => {
    void overview.again()
    void sites.again()
  }
  const site = overview.value?.sites.find(one => one.siteId === siteId) ?? null
  const others = overview.value?.sites.flatMap(one => (one.siteId === siteId ? [] : one.terminals)) ?? []
  const places = sites.value?.mayAdd ? sites.value.sites.length : 0
  return (
    <>
      <PageHead
        title={site ? <Both text={site.name} /> : t('site')}
        lead={<code>{siteId}</code>}
        acts={
          site &&
          may('fleet.manage') && (
            <>
              <MoveButton site={site} others={others} onDone={again} />
              <ChangeButton site={site} places={places} onDone={again} />
            </>
          )
        }
      />
      <Answered answer={overview}>
        {() =>
          site ? (
            <div className="cards">
              <Card title={<h2 className="card-title">{t('terminals')}</h2>}>
                {site.terminals.length === 0 && (
                  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noTerminals')} />
                )}
                <ul className="floor of-terminals">
                  {site.terminals.map(one => (
                    <li key={one.terminalId}>
                      <PlaceLink to={`terminals/${one.terminalId}`}>
                        <Both text={one.name} />
                      </PlaceLink>
                      <Serving {...one} />
                    </li>
                  ))}
                </ul>
              </Card>
              {may('settings.read') && <SiteHours siteId={siteId} />}
            </div>
          ) : (
            <Empty description={t('noTerminals')} />
          )
        }
      </Answered>
    </>
  )
}

function ChangeButton({
  site,
  places,
  onDone,
}: {
  readonly site: SiteWords
  readonly places: number
  readonly onDone: () => void
}) {
  const t = useSitesWords()
  const server = useServer(FLEET_ROUTES)
  const [value, setValue] = useState<SiteValue>({ siteId: site.siteId, name: site.name, position: null })
  return (
    <ActButton
      label={t('change.label')}
      will={t('change.will')}
      fields={<SiteFields value={value} onChange={setValue} places={places} />}
      isReady={isWholeSite(value)}
      act={() => server.changeFleetSite(value)}
      did={() => t('change.did')}
      onDone={onDone}
    />
  )
}
