import { Card } from 'antd'
import { STAFF_SETTINGS_ROUTES } from '../../../src/contract/settings-api.ts'
import { sayValue } from '../../../src/settings/say-value.ts'
import type { SettingPath } from '../../../src/settings/sections.ts'
import { at } from '../../../src/settings/settings.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { useValueName } from '../settings/difference-table.tsx'
import { useSettingsWords } from '../settings/words.ts'
import { useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { useSitesWords } from './words.ts'

const SHOWN: readonly SettingPath[] = ['hours.week', 'hours.closedDays', 'maintenance.week']

/** When the machines of a site are open, and where that is set. */
export function SiteHours({ siteId }: { readonly siteId: string }) {
  const t = useSitesWords()
  const settingsWord = useSettingsWords()
  const nameOf = useValueName()
  const server = useServer(STAFF_SETTINGS_ROUTES)
  const layer = useAnswer(() => server.settingsLayer({ layer: 'site', subjectId: siteId }), siteId)
  return (
    <Card title={<h2 className="card-title">{t('opening')}</h2>}>
      <Answered answer={layer}>
        {({ published, below, from }) => (
          <Facts
            facts={SHOWN.map(path => {
              const own = at(published?.content ?? {}, path)
              const value = own === undefined ? at(below, path) : own
              const words = path === 'hours.week' && value === null ? t('always') : sayValue(path, value)
              const layerName = settingsWord(`layer.${own === undefined ? (from[path] ?? 'file') : 'site'}`)
              return { label: nameOf(path), value: `${words ?? '–'} ${t('from', { layer: layerName })}` }
            })}
          />
        )}
      </Answered>
      <p>
        <PlaceLink to={`settings/sites/${siteId}`}>{t('settings')}</PlaceLink>
      </p>
    </Card>
  )
}
