import { formatSpan, formatYuan } from '../../ui/formats.ts'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { useRemaining } from '../../ui/use-remaining.ts'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { quoteWords } from '../quote-words.ts'
import { Screen } from '../screen.tsx'

/** The code, the amount, and who gets the money. */
export function PayingScreen({ content }: { readonly content: ContentOf<'paying'> }) {
  const { send, view } = useKiosk()
  const { t, text } = useWords()
  const { quote, phase, providerName } = content
  const provider = providerName && text(providerName)
  const remainingMs = useRemaining(view.countdown?.kind === 'pay' ? view.countdown : null)
  const amount = formatYuan(quote.amountFen)
  if (phase === 'closing') return <ClosingScreen content={content} />
  return (
    <Screen
      name="paying"
      title={provider ? t('paying.title', { provider }) : t('paying.titleAnyhow')}
      nav={
        <>
          <PressButton look="quiet" onPress={() => send({ kind: 'back' })}>
            {content.canGoBack ? t('nav.back') : t('paying.cancel')}
          </PressButton>
          {content.canGoBack && quote.freeCopies > 0 && (
            <PressButton look="ghost" onPress={() => send({ kind: 'print-free-only' })}>
              {t('paying.freeOnly', { count: quote.freeCopies })}
            </PressButton>
          )}
        </>
      }
    >
      <div className="amount">
        <b className="number">{amount}</b>
        <span>{quoteWords(t, quote)}</span>
      </div>
      <div className="code">
        <QrCode
          text={content.codeUrl}
          label={provider ? t('paying.code', { provider, amount }) : t('paying.codeAnyhow', { amount })}
        />
      </div>
      <div className="panel payee">
        <div>
          <span>{t('paying.payee')}</span>
          <b data-name lang="zh-CN">
            <bdi>{content.payeeName}</bdi>
          </b>
        </div>
        {remainingMs !== null && (
          <div className="left" role="timer">
            <span>{t('paying.left')}</span>
            <b className="number">{formatSpan(remainingMs)}</b>
          </div>
        )}
      </div>
      <Note tone="info">
        <b>{t('paying.promise')}</b>{' '}
        <span className="order">
          {t('paying.order')} {content.orderNumber}
        </span>
      </Note>
    </Screen>
  )
}

function ClosingScreen({ content }: { readonly content: ContentOf<'paying'> }) {
  const { t } = useWords()
  return (
    <Screen
      name="paying"
      title={t('paying.closingTitle')}
      lead={`${t('paying.order')} ${content.orderNumber}`}
      nav={null}
    >
      <div className="centre sign">
        <div className="working" aria-hidden="true">
          <i />
        </div>
      </div>
      <Note tone="wait">
        <b>{t('paying.closingNote')}</b>
      </Note>
    </Screen>
  )
}
