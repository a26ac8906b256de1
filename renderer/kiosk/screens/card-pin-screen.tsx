import { Note } from '../../ui/note.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useWords } from '../kiosk-context.ts'
import { CardPinClosedScreen } from './card-pin-closed-screen.tsx'
import { DigitsScreen } from './digits-screen.tsx'
import { LoginBack } from './login-parts.tsx'

/** The digits of the campus card, which a document asks for; where there are none, how they are set. */
export function CardPinScreen({ content }: { readonly content: ContentOf<'card-pin'> }) {
  const { title, page, pin } = content
  if (pin.step === 'typing') return <Typing pin={pin} title={title} page={page} />
  return <CardPinClosedScreen why={pin.step} title={title} page={page} />
}

type Content = ContentOf<'card-pin'>
type TypingPin = Extract<Content['pin'], { step: 'typing' }>

/** The screen has a dot for each digit: whoever stands behind reads nothing. */
const DOT = '●'

function Typing({ pin, title, page }: Omit<Content, 'screen' | 'pin'> & { readonly pin: TypingPin }) {
  const { t, text } = useWords()
  const { typedDigits, digits, triesLeft, isWrong, fault, busy } = pin
  return (
    <DigitsScreen
      name="card-pin"
      title={t('cardPin.title', { digits })}
      lead={t('cardPin.lead', { document: text(title) })}
      typed={DOT.repeat(typedDigits)}
      {...{ digits, busy }}
      send={t(busy ? 'cardPin.busy' : 'cardPin.send')}
      back={<LoginBack />}
    >
      {fault && <FaultNote fault={fault} tone="wait" />}
      {isWrong && !fault && (
        <Note tone="wait">
          <b>{t('cardPin.wrong')}</b> <span className="spare">{t('cardPin.wrongNote')}</span>
        </Note>
      )}
      <div className="pin-left">
        <b role="status">{t('cardPin.tries', { count: triesLeft })}</b>
        {page && (
          <span>
            {t('cardPin.forgotten')} <bdi className="host">{`${page.host}/pin`}</bdi>
          </span>
        )}
      </div>
    </DigitsScreen>
  )
}
