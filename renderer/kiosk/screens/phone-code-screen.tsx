import type { ReactNode } from 'react'
import type { Fault } from '../../../src/fault.ts'
import { Note } from '../../ui/note.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { useWords } from '../kiosk-context.ts'
import { PhonePicture } from '../pictures/phone-picture.tsx'
import { Screen } from '../screen.tsx'
import { LoginTime, SilentNote } from './login-parts.tsx'

export interface PhoneCodeScreenProps {
  readonly name: Parameters<typeof Screen>[0]['name']
  readonly title: string
  readonly nav: ReactNode
  /** What is to be done, in pictures. */
  readonly steps: readonly (readonly [picture: Parameters<typeof PhonePicture>[0]['shows'], words: string])[]
  /** Null until there is a code. */
  readonly shown: { readonly url: string; readonly host: string; readonly silent: Fault | null } | null
  readonly opening: string
  readonly left: Parameters<typeof LoginTime>[0]['word']
  /** Names the code to who does not see it. */
  readonly labelOf: (host: string) => string
  readonly children: ReactNode
}

/** A code that a phone scans, what follows on the phone, and where it leads. A new code comes into the place of the one before it. */
export function PhoneCodeScreen(props: PhoneCodeScreenProps) {
  const { name, title, nav, steps, shown, opening, left, labelOf, children } = props
  const { t } = useWords()
  return (
    <Screen name={name} title={title} nav={nav}>
      <ol className="login-steps">
        {steps.map(([picture, words]) => (
          <li key={picture}>
            <PhonePicture shows={picture} />
            <span>{words}</span>
          </li>
        ))}
      </ol>
      <div className="code">
        {shown ? (
          <QrCode text={shown.url} label={labelOf(shown.host)} />
        ) : (
          <>
            <p className="lead" role="status">
              {opening}
            </p>
            <div className="working" aria-hidden="true">
              <i />
            </div>
          </>
        )}
      </div>
      <div className={`panel payee ${shown ? '' : 'awaited'}`}>
        <div>
          <span>{t('phoneLogin.host')}</span>
          <b className="host">
            <bdi>{shown?.host ?? '…'}</bdi>
          </b>
        </div>
        <LoginTime word={left} />
      </div>
      <SilentNote silent={shown?.silent ?? null} />
      <Note tone="info">{children}</Note>
    </Screen>
  )
}
