import type { Aids } from '../../src/contract/kiosk-view.ts'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useKiosk, useWords } from './kiosk-context.ts'

const OWN_NAMES = { 'zh-CN': '中文', en: 'English' } as const
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
      {LANGUAGES.map(language => (
        <PressButton
          key={language}
          look="plain"
          className="chip"
          lang={language}
          pressed={view.language === language}
          onPress={() => send({ kind: 'set-language', language })}
        >
          {OWN_NAMES[language]}
        </PressButton>
      ))}
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
