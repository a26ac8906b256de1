import type { ReactNode } from 'react'
import type { ScreenName } from '../../../src/contract/kiosk-view.ts'
import { PressButton } from '../../ui/press-button.tsx'
import { useKiosk } from '../kiosk-context.ts'
import { Screen } from '../screen.tsx'
import { Keypad } from './keypad.tsx'
import { TypedDigits } from './typed-digits.tsx'

export interface DigitsScreenProps {
  readonly name: ScreenName
  readonly title: string
  readonly lead: string
  readonly typed: string
  readonly digits: number
  /** What was typed is being looked at. */
  readonly busy: boolean
  /** What the one button says that sends it. */
  readonly send: string
  /** The way out. */
  readonly back: ReactNode
  /** What there is to say of what was typed. */
  readonly children: ReactNode
}

/** Digits that are typed on ten large keys, and sent by one button. */
export function DigitsScreen(props: DigitsScreenProps) {
  const { name, title, lead, typed, digits, busy, back, children } = props
  const { send } = useKiosk()
  return (
    <Screen
      name={name}
      title={title}
      lead={lead}
      controls={<Keypad isFull={typed.length >= digits} isEmpty={typed === ''} disabled={busy} />}
      nav={
        <>
          {back}
          <PressButton look="act" disabled={busy || typed.length < digits} onPress={() => send({ kind: 'confirm' })}>
            {props.send}
          </PressButton>
        </>
      }
    >
      <div className="centre">
        <TypedDigits typed={typed} digits={digits} />
      </div>
      {children}
    </Screen>
  )
}
