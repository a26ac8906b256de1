import { useRef, useState } from 'react'
import type { Language } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { Icon } from './icons.tsx'
import { PressButton, type PressButtonProps } from './press-button.tsx'
import { useLeave } from './use-leave.ts'

export interface LanguageMenuProps {
  readonly language: Language
  readonly languages: readonly Language[]
  readonly onLanguage: (language: Language) => void
  /** The word for "language", in `language`. */
  readonly label: string
  /** Of the button and of each choice. */
  readonly look: PressButtonProps['look']
  readonly className?: string
}

/** A choice among more languages than have room beside each other: one button, and behind it each language in its own name. */
export function LanguageMenu({ language, languages, onLanguage, label, look, className = '' }: LanguageMenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const whole = useRef<HTMLDivElement>(null)
  useLeave(whole, isOpen, () => setIsOpen(false))
  const choose = (next: Language) => {
    setIsOpen(false)
    onLanguage(next)
  }
  return (
    <div className="language-menu" ref={whole}>
      <PressButton
        look={look}
        className={className}
        label={`${label}: ${LANGUAGE_FACTS[language].name}`}
        expanded={isOpen}
        repeats
        onPress={() => setIsOpen(!isOpen)}
      >
        <span>{LANGUAGE_FACTS[language].name}</span>
        <Icon name="down" />
      </PressButton>
      {isOpen && (
        <div className="language-list">
          {languages.map(one => (
            <PressButton
              key={one}
              look={look}
              className={className}
              lang={one}
              pressed={one === language}
              onPress={() => choose(one)}
            >
              {LANGUAGE_FACTS[one].name}
            </PressButton>
          ))}
        </div>
      )}
    </div>
  )
}
