import { Card } from 'antd'
import { TEMPLATES_ROUTES } from '../../../src/contract/templates-api.ts'
import { Answered } from '../parts/answered.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { BringFolder } from './bring-folder.tsx'
import { Outcome } from './outcome.tsx'
import { UseButton } from './use-button.tsx'
import { useKindWords } from './words.ts'

/** Folders of templates that were brought for a kind, and the way to bring another. */
export function VersionsCard({ kind }: { readonly kind: string }) {
  const t = useKindWords()
  const may = useMay()
  const server = useServer(TEMPLATES_ROUTES)
  const answer = useAnswer(() => server.templateVersions({ kind }), kind)
  return (
    <Card title={<h2 className="card-title">{t('versions.title')}</h2>}>
      <p className="soft">{t('versions.hint')}</p>
      {may('templates.bring') && <BringFolder kind={kind} />}
      <Answered answer={answer}>
        {({ running, versions }) => (
          <>
            <p role="status">{running === 0 ? t('versions.runsOwn') : t('versions.runs', { number: running })}</p>
            {running !== 0 && <UseButton kind={kind} version={0} />}
            {versions.length === 0 ? (
              <p>{t('versions.none')}</p>
            ) : (
              <ul className="ways">
                {versions.map(({ number, at, by, outcome }) => (
                  <li key={number}>
                    <PlaceLink to={`kinds/${kind}/versions/${number}`}>
                      <span>{t('versions.number', { number })}</span>
                      <span>
                        <Time iso={at} /> · {by} <Outcome outcome={outcome} />
                      </span>
                    </PlaceLink>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
    </Card>
  )
}
