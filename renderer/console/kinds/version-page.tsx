import { Alert, Card, Progress } from 'antd'
import { TEMPLATES_ROUTES, type TemplateTrial } from '../../../src/contract/templates-api.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Time } from '../parts/values.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { Outcome } from './outcome.tsx'
import { TriedDocuments } from './tried-documents.tsx'
import { UseButton } from './use-button.tsx'
import { useKindWords } from './words.ts'

const LOOK_EVERY_MS = 3_000

/** A version of templates beside what runs: every document of every invented person, page by page. */
export function VersionPage({ params: { kind = '', number = '' } }: PageProps) {
  const t = useKindWords()
  const text = useText()
  const server = useServer(TEMPLATES_ROUTES, 'unattended')
  const gone = { 'not-there': t('version.gone') }
  const answer = useAnswer(
    async () => inWords(await server.templateTrial({ kind, number: Number(number) }), gone),
    `${kind}/${number}`,
    LOOK_EVERY_MS,
  )
  const { value } = answer
  return (
    <>
      <PageHead
        title={`${value ? text(value.title) : kind} · ${t('versions.number', { number })}`}
        lead={t('version.lead')}
        acts={<PlaceLink to={`kinds/${kind}`}>{t('version.back')}</PlaceLink>}
      />
      <Answered answer={answer}>{trial => <Trial trial={trial} />}</Answered>
    </>
  )
}

function Trial({ trial }: { readonly trial: TemplateTrial }) {
  const t = useKindWords()
  const { kind, number, running, documents, isOver, outcome, files, by, at } = trial
  const done = documents.filter(({ is }) => is.is !== 'waiting').length
  const changed = documents.filter(({ is }) => is.is === 'drawn' && is.pages.length > 0).length
  const refused = documents.filter(({ is }) => is.is === 'refused' && !is.runningToo).length
  const pagesOther = documents.filter(({ is }) => is.is === 'drawn' && is.before !== is.after).length
  return (
    <>
      <Card>
        <Facts
          facts={[
            { label: t('version.by'), value: by },
            { label: t('version.at'), value: <Time iso={at} /> },
            { label: t('version.outcome'), value: <Outcome outcome={isOver ? outcome : null} /> },
            {
              label: t('version.beside'),
              value: running === 0 ? t('versions.own') : t('versions.number', { number: running }),
            },
            { label: t('version.files'), value: files.map(({ path, bytes }) => `${path} (${bytes} B)`).join(' · ') },
          ]}
        />
        {!isOver && (
          <Progress
            percent={documents.length === 0 ? 0 : Math.floor((100 * done) / documents.length)}
            aria-label={t('version.underWay')}
          />
        )}
        <p role="status">
          {isOver ? t('version.summary', { documents: done, changed, pagesOther, refused }) : t('version.underWay')}
        </p>
        {running === number ? (
          <p>{t('version.runs')}</p>
        ) : (
          isOver && outcome === 'passed' && <UseButton kind={kind} version={number} />
        )}
      </Card>
      {isOver && refused === 0 && changed === 0 && <Alert type="success" title={t('version.same')} />}
      <TriedDocuments trial={trial} />
    </>
  )
}
