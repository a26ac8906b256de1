import { formatYuan } from '../../ui/formats.ts'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { quoteWords } from '../quote-words.ts'

/** How many copies, and what they cost. */
export function CopiesPanel({ content }: { readonly content: ContentOf<'choosing'> }) {
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
      <div className="stepper">
        <PressButton
          look="plain"
          className="step"
          label={t('choosing.fewer')}
          disabled={copies <= 1}
          onPress={() => set(copies - 1)}
        >
          <svg viewBox="0 0 48 48" aria-hidden="true">
            <path d="M10 24h28" />
          </svg>
        </PressButton>
        <output>{copies}</output>
        <PressButton
          look="plain"
          className="step"
          label={t('choosing.more')}
          disabled={copies >= maxCopies}
          onPress={() => set(copies + 1)}
        >
          <svg viewBox="0 0 48 48" aria-hidden="true">
            <path d="M10 24h28M24 10v28" />
          </svg>
        </PressButton>
      </div>
    </div>
  )
}
