import type { Aids } from '../../src/contract/kiosk-view.ts'
import { LANGUAGES, type Language } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { LanguageMenu } from '../ui/language-menu.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useKiosk, useWords } from './kiosk-context.ts'

const AIDS: { readonly aid: keyof Aids; readonly icon: IconName }[] = [
  { aid: 'largeText', icon: 'text' },
  { aid: 'highContrast', icon: 'contrast' },
  { aid: 'lowReach', icon: 'reach' },
]

/** Languages and reading aids, in the same place on every screen. Each language is written in itself. */
export function Bar() {
  const { view, send } = useKiosk()
  const { t } = useWords()
  return (
    <div className="bar">
      <LanguageChoice />
      {AIDS.map(({ aid, icon }) => (
        <PressButton
          key={aid}
          look="plain"
          className={`chip aid ${aid}`}
          pressed={view.aids[aid]}
          onPress={() => send({ kind: 'set-aids', aids: { ...view.aids, [aid]: !view.aids[aid] } })}
        >
          <Icon name={icon} />
          <span>{t(`bar.${aid}`)}</span>
        </PressButton>
      ))}
    </div>
  )
}

/** More languages than this leave no room for the reading aids. */
const MOST_BESIDE_EACH_OTHER = 2

function LanguageChoice() {
  const { view, send } = useKiosk()
  const { t } = useWords()
  const choose = (language: Language) => send({ kind: 'set-language', language })
  if (LANGUAGES.length > MOST_BESIDE_EACH_OTHER) {
    return (
      <LanguageMenu
        {...{ language: view.language, languages: LANGUAGES, onLanguage: choose }}
        {...{ label: t('bar.language'), look: 'plain', className: 'chip' }}
      />
    )
  }
  return LANGUAGES.map(language => (
    <PressButton
      key={language}
      look="plain"
      className="chip"
      lang={language}
      pressed={view.language === language}
      onPress={() => choose(language)}
    >
      {LANGUAGE_FACTS[language].name}
    </PressButton>
  ))
}
