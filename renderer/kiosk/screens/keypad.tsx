import { PressButton } from '../../ui/press-button.tsx'
import { useKiosk, useWords } from '../kiosk-context.ts'

export interface KeypadProps {
  readonly isFull: boolean
  readonly isEmpty: boolean
  readonly disabled: boolean
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Ten digits as on a telephone, and two keys to take back. */
export function Keypad({ isFull, isEmpty, disabled }: KeypadProps) {
  const { send } = useKiosk()
  const { t } = useWords()
  const digit = (name: string) => (
    <PressButton
      key={name}
      look="plain"
      className="key"
      disabled={disabled || isFull}
      onPress={() => send({ kind: 'type-digit', digit: name })}
    >
      {name}
    </PressButton>
  )
  return (
    <div className="keypad">
      {DIGITS.map(digit)}
      <PressButton
        look="plain"
        className="key word"
        disabled={disabled || isEmpty}
        onPress={() => send({ kind: 'erase-digits', all: true })}
      >
        {t('reprint.clear')}
      </PressButton>
      {digit('0')}
      <PressButton
        look="plain"
        className="key word"
        label={t('reprint.erase')}
        disabled={disabled || isEmpty}
        onPress={() => send({ kind: 'erase-digits', all: false })}
      >
        <svg viewBox="0 0 64 48" aria-hidden="true">
          <path d="M22 8h34v32H22L6 24zM32 18l12 12M44 18 32 30" />
        </svg>
      </PressButton>
    </div>
  )
}
