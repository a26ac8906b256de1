import { Card } from 'antd'
import { useState } from 'react'
import { FLEET_ROUTES } from '../../../src/contract/fleet-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { isWholeSite, SiteFields, type SiteValue } from './site-fields.tsx'
import { useSitesWords } from './words.ts'

/** The sites of which the account is in charge, in their order. */
export function SitesPage() {
  const t = useSitesWords()
  const may = useMay()
  const server = useServer(FLEET_ROUTES)
  const sites = useAnswer(() => server.fleetSites({}), '')
  const overview = useAnswer(() => server.fleetOverview({}), '')
  const countOf = (siteId: string) =>
    overview.value?.sites.find(site => site.siteId === siteId)?.terminals.length ?? null
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        acts={may('fleet.manage') && sites.value?.mayAdd && <AddButton onDone={() => void sites.again()} />}
      />
      <Answered answer={sites}>
        {({ sites: shown }) => (
          <Card>
            <ul className="floor">
              {shown.map(({ siteId, name }) => (
                <li key={siteId}>
                  <PlaceLink to={`sites/${siteId}`}>
                    <Both text={name} />
                  </PlaceLink>{' '}
                  <code>{siteId}</code>
                  <div className="soft">{`${t('terminals')}: ${countOf(siteId) ?? '–'}`}</div>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Answered>
    </>
  )
}

const EMPTY: SiteValue = { siteId: '', name: { zh: '', en: '' }, position: null }

function AddButton({ onDone }: { readonly onDone: () => void }) {
  const t = useSitesWords()
  const server = useServer(FLEET_ROUTES)
  const [value, setValue] = useState(EMPTY)
  return (
    <ActButton
      isPrimary
      label={t('add.label')}
      will={t('add.will')}
      fields={<SiteFields value={value} onChange={setValue} isNew />}
      isReady={isWholeSite(value)}
      act={() => server.addFleetSite({ siteId: value.siteId, name: value.name })}
      did={() => t('add.did')}
      onDone={() => {
        setValue(EMPTY)
        onDone()
      }}
    />
  )
}
