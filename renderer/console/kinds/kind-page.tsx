import { Card } from 'antd'
import { type KindPage as Kind, TEMPLATES_ROUTES } from '../../../src/contract/templates-api.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { inWords } from '../people/own-refusals.ts'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { KindFacts } from './kind-facts.tsx'
import { SamplePreview } from './sample-preview.tsx'
import { VersionsCard } from './versions-card.tsx'
import { useKindWords } from './words.ts'

/** One kind of document: what holds for it, and how it looks with invented people. */
export function KindPage({ params: { kind = '' } }: PageProps) {
  const t = useKindWords()
  const server = useServer(TEMPLATES_ROUTES)
  const answer = useAnswer(async () => inWords(await server.kindPage({ kind }), { 'not-there': t('gone') }), kind)
  const text = useText()
  return (
    <>
      <PageHead
        title={answer.value ? text(answer.value.title) : t('title')}
        lead={kind}
        acts={<PlaceLink to="kinds">{t('all')}</PlaceLink>}
      />
      <Answered answer={answer}>{value => <Whole kind={value} />}</Answered>
    </>
  )
}

function Whole({ kind }: { readonly kind: Kind }) {
  const t = useKindWords()
  return (
    <div className="kind-grid">
      <Card title={<h2 className="card-title">{t('preview.title')}</h2>}>
        <SamplePreview kind={kind} />
      </Card>
      <div className="stacked-cards">
        <Card title={<h2 className="card-title">{t('facts.title')}</h2>}>
          <KindFacts kind={kind} />
        </Card>
        <VersionsCard kind={kind.kind} />
      </div>
    </div>
  )
}
