import { Alert, Select } from 'antd'
import { useState } from 'react'
import { type KindPage, type SampleLook, TEMPLATES_ROUTES } from '../../../src/contract/templates-api.ts'
import { Answered } from '../parts/answered.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { inWords } from '../people/own-refusals.ts'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { useKindWords } from './words.ts'

/** The real pages of a kind with an invented person. */
export function SamplePreview({ kind: { kind, editions, samples } }: { readonly kind: KindPage }) {
  const t = useKindWords()
  const text = useText()
  const server = useServer(TEMPLATES_ROUTES)
  const [edition, setEdition] = useState(editions[0]?.edition ?? '')
  const [sample, setSample] = useState(samples[0]?.key ?? '')
  const asked = { kind, edition, sample }
  const answer = useAnswer(
    async () => inWords(await server.lookAtSample(asked), { 'not-there': t('preview.gone') }),
    `${edition}/${sample}`,
  )
  if (samples.length === 0) return <Alert type="warning" title={t('preview.none')} />
  return (
    <>
      <div className="preview-choice">
        <div>
          <label htmlFor="preview-edition">{t('preview.edition')}</label>
          <Select
            id="preview-edition"
            value={edition}
            onChange={setEdition}
            options={editions.map(one => ({ value: one.edition, label: text(one.title) }))}
          />
        </div>
        <div>
          <label htmlFor="preview-person">{t('preview.person')}</label>
          <Select
            id="preview-person"
            value={sample}
            onChange={setSample}
            options={samples.map(({ key, title }) => ({ value: key, label: text(title) }))}
          />
        </div>
      </div>
      <p className="soft">{t('preview.hint')}</p>
      <Answered answer={answer}>{look => <Look look={look} asked={asked} />}</Answered>
    </>
  )
}

interface Asked {
  readonly kind: string
  readonly edition: string
  readonly sample: string
}

function Look({ look, asked }: { readonly look: SampleLook; readonly asked: Asked }) {
  const t = useKindWords()
  const text = useText()
  const { addressOf } = useServer(TEMPLATES_ROUTES)
  switch (look.is) {
    case 'hidden':
      return <Alert type="info" title={t('preview.hidden')} />
    case 'refused':
      return <Alert type="info" title={t('preview.refused')} description={text(look.reason)} />
    case 'failed':
      return (
        <Alert
          type={look.byHand ? 'warning' : 'error'}
          title={t(look.byHand ? 'preview.byHand' : 'preview.failed')}
          description={look.detail}
        />
      )
    case 'pages':
      return (
        <>
          <p role="status">{t('preview.pages', { count: look.pages })}</p>
          <div className="real-pages">
            {Array.from({ length: look.pages }, (_, at) => (
              <img
                // biome-ignore lint/suspicious/noArrayIndexKey: pages keep their places.
                key={at}
                src={addressOf('samplePicture', { ...asked, page: at + 1, mark: look.mark })}
                alt={t('preview.page', { page: at + 1, pages: look.pages })}
              />
            ))}
          </div>
        </>
      )
  }
}
