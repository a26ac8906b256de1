import { Alert, Card } from 'antd'
import {
  type Spot,
  TEMPLATES_ROUTES,
  type TemplateTrial,
  type TriedDocument,
} from '../../../src/contract/templates-api.ts'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { useKindWords } from './words.ts'

/** What is worth looking at first: refusals, then what differs. What is the same is named at the end. */
export function TriedDocuments({ trial }: { readonly trial: TemplateTrial }) {
  const t = useKindWords()
  const text = useText()
  const isSame = ({ is }: TriedDocument) => is.is === 'drawn' && is.pages.length === 0
  const rank = ({ is }: TriedDocument) => (is.is !== 'refused' ? 1 : is.runningToo ? 2 : 0)
  const shown = trial.documents
    .filter(document => !isSame(document) && document.is.is !== 'waiting')
    .toSorted((a, b) => rank(a) - rank(b))
  const same = trial.documents.filter(isSame)
  return (
    <div className="tried-documents">
      {shown.map(document => (
        <Card
          key={document.key}
          title={
            <h2 className="card-title">
              {text(document.edition)} · {text(document.sample)}
            </h2>
          }
        >
          <Tried trial={trial} document={document} />
        </Card>
      ))}
      {same.length > 0 && (
        <Card title={<h2 className="card-title">{t('tried.same', { count: same.length })}</h2>}>
          <p>{same.map(({ edition, sample }) => `${text(edition)} · ${text(sample)}`).join(' / ')}</p>
        </Card>
      )}
    </div>
  )
}

function Tried({ trial, document: { key, is } }: { readonly trial: TemplateTrial; readonly document: TriedDocument }) {
  const t = useKindWords()
  if (is.is === 'waiting') return null
  if (is.is === 'refused')
    return (
      <Alert
        type={is.runningToo ? 'info' : 'error'}
        title={is.runningToo ? t('tried.runningToo') : t(`why.${is.why}`)}
        description={is.words !== '' && <pre className="engine-words">{is.words}</pre>}
      />
    )
  return (
    <>
      <p>
        {is.before === is.after
          ? t('tried.pages', { count: is.after })
          : t('tried.pagesOther', { before: is.before, after: is.after })}
      </p>
      {is.pages.map(({ page, hasBefore, hasAfter, spots }) => (
        <div key={page} className="page-pair">
          <Side {...{ trial, page, spots, side: 'before', documentKey: key, isThere: hasBefore }} />
          <Side {...{ trial, page, spots, side: 'after', documentKey: key, isThere: hasAfter }} />
        </div>
      ))}
    </>
  )
}

interface SideProps {
  readonly trial: TemplateTrial
  readonly documentKey: string
  readonly page: number
  readonly side: 'before' | 'after'
  readonly isThere: boolean
  readonly spots: readonly Spot[]
}

function Side({ trial: { kind, number }, documentKey: key, page, side, isThere, spots }: SideProps) {
  const t = useKindWords()
  const { addressOf } = useServer(TEMPLATES_ROUTES)
  const thousandths = (value: number) => `${value / 10}%`
  return (
    <figure>
      <figcaption>{t(`tried.${side}`, { page })}</figcaption>
      {isThere ? (
        <div className="page-with-spots">
          <img src={addressOf('trialPicture', { kind, number, key, side, page })} alt={t(`tried.${side}`, { page })} />
          {spots.map(spot => (
            <span
              key={`${spot.x} ${spot.y}`}
              className="spot"
              style={{
                ...{ insetInlineStart: thousandths(spot.x), insetBlockStart: thousandths(spot.y) },
                ...{ inlineSize: thousandths(spot.width), blockSize: thousandths(spot.height) },
              }}
            />
          ))}
        </div>
      ) : (
        <p className="soft">{t('tried.noPage')}</p>
      )}
    </figure>
  )
}
