import { formatYuan } from '../../ui/formats.ts'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { quoteWords } from '../quote-words.ts'
import { Stepper } from './stepper.tsx'

/** How many copies, and what they cost. */
export function CopiesPanel({
  content,
}: {
  readonly content: Pick<ContentOf<'choosing'>, 'copies' | 'maxCopies' | 'paperFor' | 'quote' | 'selected'>
}) {
  const { copies, maxCopies, paperFor, quote, selected } = content
  const { send } = useKiosk()
  const { t } = useWords()
  const set = (wanted: number) => send({ kind: 'set-copies', copies: wanted })
  return (
    <div className={`panel copies ${selected === null ? 'waiting' : ''}`}>
      <div className="copies-words" role="status">
        <b>{t('choosing.copies')}</b>
        <span>{quote ? quoteWords(t, quote) : t('choosing.chooseFirst')}</span>
        {paperFor !== null && copies >= maxCopies && <span>{t('choosing.paperFor', { count: paperFor })}</span>}
        {quote && quote.amountFen > 0 && <strong>{t('quote.total', { amount: formatYuan(quote.amountFen) })}</strong>}
      </div>
      <Stepper {...{ copies, maxCopies }} fewer={t('choosing.fewer')} more={t('choosing.more')} onSet={set} />
    </div>
  )
}
