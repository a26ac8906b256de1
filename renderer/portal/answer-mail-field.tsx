import { useCallback, useId } from 'react'
import { useAnswer } from './asking.ts'
import { usePortal } from './portal-context.ts'
import { useWords } from './words.ts'

const ADDRESS_CHARACTERS = 254

/** Where a letter says that there is an answer, for who wants one; nothing where the house sends none. */
export function AnswerMailField(props: { readonly mail: string; readonly onMail: (mail: string) => void }) {
  const t = useWords()
  const id = useId()
  const { server } = usePortal()
  const { answer } = useAnswer(useCallback(() => server.offices({}), [server]))
  if (answer.step !== 'here' || !answer.value.sendsLetters) return null
  return (
    <div className="long-field">
      <label htmlFor={id}>{t('contact.mail')}</label>
      <input
        id={id}
        type="email"
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        maxLength={ADDRESS_CHARACTERS}
        value={props.mail}
        aria-describedby={`${id}-how`}
        onChange={event => props.onMail(event.target.value)}
      />
      <p className="small" id={`${id}-how`}>
        {t('contact.mailHow')}
      </p>
    </div>
  )
}
